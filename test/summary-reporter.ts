import type { Reporter, TestModule } from 'vitest/node';

const slowestShown = 10;

/**
 * Prints where the time went, and `N passed, N failed` (and skips) as the last line of a run; faults outside of tests
 * count as failed.
 */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      for (const test of tests) {
        const { state } = test.result();
        counts[state === 'pending' ? 'skipped' : state] += 1;
      }
      if (module.state() === 'failed' && !tests.some((test) => test.result().state === 'failed')) counts.failed += 1;
    }
    const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
    const lines = [...timesOf(modules), `${counts.passed} passed, ${counts.failed} failed${skipped}`];
    process.on('exit', () => process.stdout.write(`${lines.join('\n')}\n`));
  }
}

/** Seconds of each project, and the files that took longest. Files run side by side, so the sums exceed the clock. */
function timesOf(modules: readonly TestModule[]): string[] {
  const rows = modules.map((module) => {
    const { duration, collectDuration } = module.diagnostic();
    return { project: module.project.name, path: module.relativeModuleId, tests: duration, imports: collectDuration };
  });
  const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`;
  const sum = (of: typeof rows, what: 'tests' | 'imports'): string =>
    seconds(of.reduce((total, row) => total + row[what], 0));
  const projects = [...new Set(rows.map(({ project }) => project))].map((name) => {
    const own = rows.filter(({ project }) => project === name);
    return `  ${name}: ${own.length} files, tests ${sum(own, 'tests')}, imports ${sum(own, 'imports')}`;
  });
  const slowest = rows
    .sort((left, right) => right.tests + right.imports - left.tests - left.imports)
    .slice(0, slowestShown)
    .map(({ path, tests, imports }) => `  ${path}: tests ${seconds(tests)}, imports ${seconds(imports)}`);
  return [
    'Where the time went (all files together; they run side by side):',
    ...projects,
    'Slowest files:',
    ...slowest,
  ];
}
