import { expect, it } from 'vitest';
import { startStack } from './integration/stack.js';

it('runs a job on a real server to its verified end and returns its output', async () => {
  const stack = await startStack();
  const run = await stack.start({ job: { folder: 'Shared', process: 'Echo', input: { a: 1, text: "l'été" } } });
  const result = await run.result();
  expect(result).toMatchObject({ outcome: 'Successful', output: { a: 1, text: "l'été" } });
  expect(result.jobs).toHaveLength(1);
  expect(result.jobs[0]).toMatchObject({
    state: 'Successful',
    process: 'Echo',
    reference: expect.any(String) as string,
  });
  expect(stack.simulator.jobs()).toHaveLength(1);
  const { historyLength } = await run.describe();
  expect(historyLength).toBeLessThanOrEqual(60);
});
