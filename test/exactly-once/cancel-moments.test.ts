import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { eventually } from '../eventually.js';
import { type RunHandle, startStack } from '../integration/stack.js';

/** Numbers from 0 to 1, the same in every run of the test. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const processes = ['Slow', 'Slow', 'Stubborn', 'Waits', 'Suspends'];
const runs = 50;

it(`cancels at ${runs} random moments leave no job running unreported`, async () => {
  const stack = await startStack({ dependencies: { pollIntervalMs: { minimum: 300, maximum: 1_000 } } });
  const next = random(5);
  const faults = ['delay', 'drop', 'text'] as const;
  for (let count = 0; count < runs / 2; count += 1) {
    const fault = faults[Math.floor(next() * faults.length)] ?? 'drop';
    const when = next() < 0.5 ? 'before' : 'after';
    stack.simulator.addFault({ operation: 'StartJobs', fault, when, delayMs: Math.round(next() * 1_500) });
  }
  const ended = await Promise.all(
    Array.from({ length: runs }, async (_, index) => {
      const process = processes[index % processes.length] ?? 'Slow';
      const momentMs = Math.round(next() * 4_000);
      const run: RunHandle = await stack.start({
        job: { folder: 'Shared', process, input: { index } },
        stop: { grace: '2s', confirm: '60s' },
      });
      const jobsOf = () => stack.simulator.jobs().filter(({ Reference }) => String(Reference).endsWith(run.workflowId));
      // Half of the moments count from the start of the run, half from when its job is there, however slow the machine.
      if (index % 2 === 0) await eventually('the job is there', () => jobsOf().length === 1, 120_000);
      await sleep(momentMs);
      await run.cancel();
      const failure = await run.result().then(
        () => undefined,
        (error: unknown) => (error as { cause?: unknown }).cause,
      );
      const { status } = await run.describe();
      const jobs = jobsOf();
      return {
        index,
        failure: status.name === 'FAILED' ? failure : undefined,
        status: status.name,
        jobs: jobs.length,
        open: jobs.filter(({ EndTime }) => EndTime === null).length,
      };
    }),
  );
  for (const run of ended) {
    expect(run).toEqual({ index: run.index, failure: undefined, status: 'CANCELLED', jobs: run.jobs, open: 0 });
    expect(run.jobs).toBeLessThanOrEqual(1);
  }
  expect(ended.filter(({ jobs }) => jobs === 1).length).toBeGreaterThanOrEqual(runs / 2);
  expect(stack.simulator.jobs().filter(({ EndTime }) => EndTime === null)).toEqual([]);
}, 180_000);
