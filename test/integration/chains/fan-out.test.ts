import { describe, expect, it } from 'vitest';
import type { ItemsOutput } from '../../../src/contract/chain/items.js';
import { failureOfChain, over } from '../../chains.js';
import { startChainStack } from './chain-stack.js';

describe('a step for each item', () => {
  it('stops at the first failure, and undoes the items that were done', async () => {
    const { startChain, jobsSoFar } = await startChainStack();
    const { chain, input } = over(30, { concurrency: 3 });
    const run = await startChain(chain, { ...input, bad: [10] });
    const failure = await failureOfChain(run);
    expect(failure).toMatchObject({ type: 'JobFaulted', details: { step: 'post', undone: ['post'], notUndone: [] } });
    expect(failure?.message).toMatch(/items failed; item 10: Job \d+ of 'Fails' faulted/);
    const jobs = jobsSoFar();
    const posted = jobs.filter((text) => text.startsWith('Post ')).map((text) => Number(text.slice(5)));
    const undone = jobs.filter((text) => text.startsWith('Cancel ')).map((text) => text.slice(7));
    expect(posted.length).toBeLessThan(20);
    // What ended has its result; what was stopped in the middle, or right before its job, is undone all the same.
    const numbers = undone.map((text) => Number(text.split('-')[0]));
    expect(numbers).toEqual(expect.arrayContaining(posted));
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(undone).toContain('0-0');
    expect(jobs.at(-1)).toMatch(/^Cancel [0-2]-/);
  });

  it('does 40 items, 10 at a time, of which three fault as the policy lets pass', async () => {
    const { startChain, simulator, jobsSoFar } = await startChainStack();
    const { chain, input } = over(40, { concurrency: 10, onFailure: { tolerate: 3 } });
    const run = await startChain(chain, { ...input, bad: [3, 20, 39] });
    const output = (await run.result()).output as ItemsOutput;
    expect(output).toMatchObject({ count: 40, succeeded: 37, failed: 3 });
    expect(new Set(output.failures.map(({ index }) => index))).toEqual(new Set([3, 20, 39]));
    expect(output.results[3]).toBeNull();
    expect(output.results[38]).toEqual({ key: 38, index: 38 });
    // One job for each item, and the one after.
    const keys = simulator.jobs().map(({ InputArguments }) => String(InputArguments));
    expect(keys).toHaveLength(41);
    expect(new Set(keys.slice(0, 40)).size).toBe(40);
    expect(jobsSoFar().at(-1)).toBe('Book 37');
  });

  it('continues as new when its history is full, and loses no item', async () => {
    const { startChain, client } = await startChainStack();
    const run = await startChain({
      name: 'full',
      steps: {
        sign: {
          forEach: { items: '{% [0..39] %}', concurrency: 4 },
          activity: { type: 'authenticate', input: { connection: 'default', filler: "{% $pad('x', 200000) %}" } },
          output: '{% item %}',
        },
      },
    });
    const output = (await run.result()).output as ItemsOutput;
    expect(output).toMatchObject({ succeeded: 40, results: Array.from({ length: 40 }, (_, index) => index) });
    const { events } = await client.workflow.getHandle(`${run.workflowId}/sign`).fetchHistory();
    expect(events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId).toMatch(/-/);
  });
});
