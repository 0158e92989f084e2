import { describe, expect, it } from 'vitest';
import type { ItemsOutput } from '../../../src/contract/chain/items.js';
import { undoneBy } from '../../chains.js';
import { chainBench } from '../kit/chain-bench.js';
import { failing } from '../kit/fake-backend.js';

const bench = chainBench();

describe('a step for each of many items', () => {
  it('does 1,000 items, 50 at a time, of which three fault as the policy lets pass', async () => {
    const calls: number[] = [];
    let atOnce = 0;
    let mostAtOnce = 0;
    bench.backend(() => ({
      // Any activity will do: one for each item costs a test less time than a run of a job.
      resumeJob: async ({ key }) => {
        const number = Number(key);
        calls.push(number);
        atOnce += 1;
        mostAtOnce = Math.max(mostAtOnce, atOnce);
        await new Promise((resolve) => setImmediate(resolve));
        atOnce -= 1;
        if ([3, 500, 999].includes(number)) throw failing('JobFaulted', {}, 'No such invoice');
      },
    }));
    const run = await bench.startChain({
      name: 'many',
      steps: {
        post: {
          forEach: { items: '{% [0..999] %}', concurrency: 50, onFailure: { tolerate: 3 } },
          activity: { type: 'resumeJob', input: { key: '{% $string(item) %}' } },
          output: '{% {"key": item, "index": index} %}',
          ...undoneBy('Cancel', 'never'),
        },
      },
    });
    const output = (await run.result()).output as ItemsOutput;
    expect(output).toMatchObject({ count: 1000, succeeded: 997, failed: 3 });
    expect(output.failures.map(({ index, type }) => [index, type]).sort()).toEqual([
      [3, 'JobFaulted'],
      [500, 'JobFaulted'],
      [999, 'JobFaulted'],
    ]);
    expect(output.results[3]).toBeNull();
    expect(output.results[998]).toEqual({ key: 998, index: 998 });
    // Each item once.
    expect([...calls].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, index) => index));
    expect(mostAtOnce).toBeLessThanOrEqual(50);
    expect((await run.fetchHistory()).events?.length).toBeLessThan(200);
  });
});
