import { defineConfig } from 'vitest/config';
import SummaryReporter from './test/summary-reporter.js';

/** Workflow branches on the time-skipping server, the bundle, the replay of stored histories, and one whole run. */
const workflows = [
  'test/workflows/bundle.test.ts',
  'test/workflows/run-chain/{approval,cancel,compensation,evaluations,fan-out,large-outputs,many-items,pause,repair,shapes}.test.ts',
  'test/workflows/{run-job,shared,steps,stop-jobs,sweep-orphans,export-jobs}/**/*.test.ts',
  'test/workflows/export-quota/workflow.test.ts',
  'test/histories/**/*.test.ts',
  'test/end-to-end.test.ts',
];
/** Whole stacks, kills and processes. */
const integration = [
  'test/chaos/chaos.test.ts',
  'test/{exactly-once,examples,integration,package,testing,worker}/**/*.test.ts',
  'test/cli/{jobs,jobs-stop,process,simulator}.test.ts',
  'test/dev-server/{global-setup,start-temporal}.test.ts',
  'test/expressions/evaluator.test.ts',
];
const globalSetup = 'test/global-setup.ts';

/** `npm test` runs the first two projects, `npm run verify` all three. A file that neither list names is a unit test. */
export default defineConfig({
  test: {
    pool: 'forks',
    execArgv: ['--import', new URL('./scripts/typescript-register.mjs', import.meta.url).href],
    // Most tests wait for a robot or a server, so more of them fit than there are cores.
    maxWorkers: 4,
    // Those of `describe.concurrent` mostly wait too.
    maxConcurrency: 20,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['default', new SummaryReporter()],
    projects: [
      {
        extends: true,
        // Files share a process and its modules, so a test must not leave state behind in a module.
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...workflows, ...integration],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'workflows', include: workflows, globalSetup } },
      { extends: true, test: { name: 'integration', include: integration, globalSetup } },
    ],
  },
});
