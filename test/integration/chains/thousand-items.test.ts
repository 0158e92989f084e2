import { describe, expect, it } from 'vitest';
import type { ItemsOutput } from '../../../src/contract/chain/items.js';
import { over, startChainStack } from './chain-stack.js';

describe('a step for each of many items', () => {
  it('does 1,000 items, 50 at a time, of which three fault as the policy lets pass', async () => {
    const { startChain, simulator } = await startChainStack({
      dependencies: { pollIntervalMs: { minimum: 1_000, maximum: 5_000 } },
    });
    const { chain, input } = over(1000, { concurrency: 50, onFailure: { tolerate: 3 } });
    const run = await startChain(chain, { ...input, bad: [3, 500, 999] });
    const output = (await run.result()).output as ItemsOutput;
    expect(output).toMatchObject({ count: 1000, succeeded: 997, failed: 3 });
    expect(output.failures.map(({ index, type }) => [index, type]).sort()).toEqual([
      [3, 'JobFaulted'],
      [500, 'JobFaulted'],
      [999, 'JobFaulted'],
    ]);
    expect(output.results[3]).toBeNull();
    expect(output.results[998]).toEqual({ key: 998, index: 998 });
    // One job for each item, and the one after.
    const keys = simulator.jobs().map(({ InputArguments }) => String(InputArguments));
    expect(keys).toHaveLength(1001);
    expect(new Set(keys.slice(0, 1000)).size).toBe(1000);
    const history = await run.fetchHistory();
    expect(history.events?.length).toBeLessThan(200);
  }, 600_000);
});
