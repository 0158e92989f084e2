import { describe, expect, it } from 'vitest';
import type { ItemsOutput } from '../../../src/contract/chain/items.js';
import { eventually } from '../stack.js';
import { failureOfChain, job, over, progressOf, reaches, startChainStack } from './chain-stack.js';

describe('a step for each item', () => {
  it('gives results in the order of the items', async () => {
    const { startChain, jobsSoFar } = await startChainStack();
    const { chain, input } = over(12, { concurrency: 5 });
    const run = await startChain(chain, input);
    const output = (await run.result()).output as ItemsOutput;
    expect(output).toMatchObject({ count: 12, succeeded: 12, failed: 0, failures: [] });
    expect(output.results).toEqual(Array.from({ length: 12 }, (_, index) => ({ key: index, index })));
    expect(jobsSoFar().at(-1)).toBe('Book 12');
    expect((await progressOf(run)).steps[0]?.items).toEqual({ total: 12, done: 12, failed: 0 });
  });

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
    // What ended has its result; what was stopped in the middle has none, and is undone all the same.
    expect(undone.map((text) => Number(text.split('-')[0])).sort((a, b) => a - b)).toEqual(
      posted.sort((a, b) => a - b),
    );
    expect(undone).toContain('0-0');
    expect(jobs.at(-1)).toMatch(/^Cancel [0-2]-/);
  });

  it('goes on whatever fails where the chain says so', async () => {
    const { startChain } = await startChainStack();
    const { chain, input } = over(10, { concurrency: 5, onFailure: 'continue' });
    const run = await startChain(chain, { ...input, bad: [1, 2, 3, 4] });
    expect((await run.result()).output).toMatchObject({ succeeded: 6, failed: 4 });
  });

  it('does only what is left when it is repaired', async () => {
    const { startChain, jobsSoFar } = await startChainStack();
    const run = await startChain({
      name: 'repaired',
      steps: {
        post: {
          forEach: { items: ['Post', 'Fails once', 'Post'], concurrency: 1 },
          ...job('{% item %}', '{% index %}'),
          onFailure: 'pause',
        },
      },
    });
    await reaches(run, 'post', 'needsRepair');
    expect(jobsSoFar()).toEqual(['Post 0', 'Fails once 1']);
    await expect(
      run.executeUpdate('repair', { args: [{ step: 'post', action: 'retryWith', input: {} }] }),
    ).rejects.toMatchObject({ cause: { message: expect.stringContaining('not with forEach') as string } });
    await run.executeUpdate('repair', { args: [{ step: 'post', action: 'retry' }] });
    expect((await run.result()).output).toMatchObject({
      count: 3,
      succeeded: 3,
      results: [{ key: 0 }, { key: 1 }, { key: 2 }],
    });
    expect(jobsSoFar()).toEqual(['Post 0', 'Fails once 1', 'Fails once 1', 'Post 2']);
  });

  it('stops its jobs and undoes its items when the chain is cancelled', async () => {
    const { startChain, jobsSoFar, simulator } = await startChainStack();
    const run = await startChain({
      name: 'cancelled',
      steps: {
        post: {
          forEach: { items: ['Post', 'Works', 'Works', 'Post'], concurrency: 2 },
          ...job('{% item %}', '{% index %}'),
          stop: { grace: '5s' },
          compensate: job('Cancel', '{% index %}'),
        },
      },
    });
    await eventually(
      'two jobs work',
      () =>
        simulator.jobs().filter(({ ReleaseName, State }) => ReleaseName === 'Works' && State === 'Running').length ===
        2,
    );
    await run.cancel();
    expect(await failureOfChain(run)).toBeUndefined();
    expect(jobsSoFar().slice(0, 3)).toEqual(['Post 0', 'Works 1', 'Works 2']);
    expect(jobsSoFar().slice(3).sort()).toEqual(['Cancel 0', 'Cancel 1', 'Cancel 2']);
    expect(simulator.jobs().map(({ State }) => State)).toEqual([
      'Successful',
      'Stopped',
      'Stopped',
      'Successful',
      'Successful',
      'Successful',
    ]);
  });

  it('begins no items while the chain is paused', async () => {
    const { startChain, jobsSoFar } = await startChainStack();
    const { chain, input } = over(6, { concurrency: 1 });
    const run = await startChain(chain, input);
    await eventually('one has begun', () => jobsSoFar().length >= 1);
    await run.executeUpdate('pause');
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    const before = jobsSoFar().length;
    expect(before).toBeLessThan(4);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(jobsSoFar()).toHaveLength(before);
    await run.executeUpdate('resume');
    expect((await run.result()).output).toMatchObject({ succeeded: 6 });
  });

  it('takes a list of none, waits for people, and refuses what is no list', async () => {
    const { startChain } = await startChainStack();
    const { chain } = over(0, {});
    const none = await startChain(chain, { numbers: [] });
    expect((await none.result()).output).toMatchObject({ count: 0, results: [] });
    const noList = await startChain(chain, { numbers: 'all' });
    expect((await failureOfChain(noList))?.message).toContain('must give a list, not a text of 3 characters');

    const people = await startChain({
      name: 'people',
      steps: { ask: { forEach: { items: [1, 2] }, approval: { value: '{% item %}' } } },
    });
    await reaches(people, 'ask', 'running');
    await eventually('both are asked', async () => (await progressOf(people)).steps[0]?.workflowId !== undefined);
    const child = (await progressOf(people)).steps[0]?.workflowId ?? '';
    const { client } = await startChainStack({ worker: false });
    for (const index of [0, 1])
      await eventually('it is decided', () =>
        client.workflow
          .getHandle(child)
          .executeUpdate('approve', { args: [{ step: `ask[${index}]`, decision: 'approved', by: 'ann' }] })
          .then(
            () => true,
            () => false,
          ),
      );
    const { results } = (await people.result()).output as ItemsOutput;
    expect(results).toMatchObject([{ value: 1, by: 'ann' }, { value: 2 }]);
  });

  it('fails an item whose mapped output is larger than its share, and keeps the chain small', async () => {
    const { startChain, jobsSoFar } = await startChainStack();
    const run = await startChain({
      name: 'large',
      steps: {
        post: {
          forEach: { items: [1, 2, 3, 4] },
          ...job('Post', '{% item %}'),
          output: "{% item = 2 ? $pad('x', 200000) : 'small' %}",
          compensate: job('Cancel', '{% item %}'),
        },
      },
    });
    expect((await failureOfChain(run))?.type).toBe('OutputTooLarge');
    expect(jobsSoFar()).toContain('Cancel 2');
  });
});
