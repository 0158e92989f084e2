import { describe, expect, it } from 'vitest';
import type { ItemsOutput } from '../../../src/contract/chain/items.js';
import { failureOfChain, job, over, progressOf, reaches, statesOf, undoneBy } from '../../chains.js';
import { eventually } from '../../eventually.js';
import { chainBench } from '../kit/chain-bench.js';
import { Gate } from '../kit/gate.js';
import { refusalOf } from '../kit/time-skipping.js';

// Runs of items signal their chain, after which the server (1.40) skips no time: no item here waits for time.
const bench = chainBench();

/** A chain that runs one process after the other; the key of a job is its place in the list. */
const each = (processes: readonly string[], forEach: object, more: object = {}): object => ({
  name: 'each',
  steps: {
    post: {
      forEach: { items: processes, ...forEach },
      ...job('{% item %}', '{% index %}'),
      ...undoneBy('Cancel', "{% index & '-' & ($exists(result.key) ? result.key : 'unknown') %}"),
      ...more,
    },
  },
});
const posts = (count: number): string[] => Array.from({ length: count }, () => 'Post');

describe('a step for each item', () => {
  it('gives results in the order of the items', async () => {
    const backend = bench.backend();
    const { chain, input } = over(12, { concurrency: 5 });
    const run = await bench.startChain(chain, input);
    const output = (await run.result()).output as ItemsOutput;
    expect(output).toMatchObject({ count: 12, succeeded: 12, failed: 0, failures: [] });
    expect(output.results).toEqual(Array.from({ length: 12 }, (_, index) => ({ key: index, index })));
    expect(backend.jobsSoFar().at(-1)).toBe('Book 12');
    expect((await progressOf(run)).steps[0]?.items).toEqual({ total: 12, done: 12, failed: 0 });
  });

  it('stops at the first failure: what runs is stopped, what was done is undone, backwards', async () => {
    const gate = new Gate();
    const backend = bench.backend((fake) => ({
      pollJob: async (input) => {
        if (fake.find(input.id).process === 'Faults') await gate.opened;
        return fake.look(input);
      },
    }));
    const processes = [...posts(10), 'Faults', 'Works', 'Works', ...posts(10)];
    const run = await bench.startChain(each(processes, { concurrency: 3 }));
    await bench.work(run, 'post/11', 'post/12');
    gate.open();
    const failure = await failureOfChain(run);
    expect(failure).toMatchObject({ type: 'JobFaulted', details: { step: 'post', undone: ['post'], notUndone: [] } });
    expect(failure?.message).toMatch(/3 of 23 items failed; item 10: Job \d+ of 'Faults' faulted/);
    const jobs = backend.jobsSoFar();
    expect(jobs.filter((text) => text.startsWith('Post '))).toHaveLength(10);
    expect(backend.jobs.filter(({ process }) => process === 'Works').map(({ job }) => job.state)).toEqual([
      'Stopped',
      'Stopped',
    ]);
    // What ended has its result; what was stopped in the middle is undone all the same.
    const undone = jobs.filter((text) => text.startsWith('Cancel '));
    const done = Array.from({ length: 10 }, (_, index) => `Cancel ${index}-${index}`);
    expect([...undone].sort()).toEqual([...done, 'Cancel 11-unknown', 'Cancel 12-unknown'].sort());
    expect(undone.slice(0, 3)).toContain('Cancel 12-unknown');
    expect(undone.slice(-3)).toContain('Cancel 0-0');
  });

  it('goes on whatever fails where the chain says so', async () => {
    bench.backend();
    const processes = ['Post', 'Faults', 'Faults', 'Faults', 'Faults', ...posts(5)];
    const run = await bench.startChain(each(processes, { concurrency: 5, onFailure: 'continue' }));
    expect((await run.result()).output).toMatchObject({ succeeded: 6, failed: 4 });
  });

  it('lets so many failures pass as the chain says, and fails at the next', async () => {
    const backend = bench.backend();
    const forEach = { concurrency: 1, onFailure: { tolerate: 2 } };
    const two = await bench.startChain(each(['Post', 'Faults', 'Faults', 'Post'], forEach));
    expect((await two.result()).output).toMatchObject({ succeeded: 2, failed: 2 });
    const three = await bench.startChain(each(['Post', 'Faults', 'Faults', 'Faults', 'Post'], forEach));
    expect(await failureOfChain(three)).toMatchObject({ type: 'JobFaulted', details: { undone: ['post'] } });
    expect(backend.jobsSoFar().slice(4)).toEqual(['Post 0', 'Faults 1', 'Faults 2', 'Faults 3', 'Cancel 0-0']);
  });

  it('says which items could not be undone, and undoes the others', async () => {
    const backend = bench.backend();
    const chain = each(
      ['Post', 'Post', 'Post', 'Faults'],
      { concurrency: 1 },
      undoneBy("{% index = 1 ? 'Faults' : 'Cancel' %}", '{% index %}'),
    );
    const run = await bench.startChain(chain);
    expect(await failureOfChain(run)).toMatchObject({
      type: 'CompensationIncomplete',
      details: { undone: [], notUndone: [{ name: 'post[1]', reason: expect.stringContaining('faulted') as string }] },
    });
    expect(backend.jobsSoFar().slice(4)).toEqual(['Cancel 2', 'Faults 1', 'Cancel 0']);
    expect(await statesOf(run)).toEqual({ post: 'notUndone' });
  });

  it('does only what is left when it is repaired', async () => {
    const backend = bench.backend();
    const run = await bench.startChain(
      each(['Post', 'Fails once', 'Post'], { concurrency: 1 }, { onFailure: 'pause' }),
    );
    await reaches(run, 'post', 'needsRepair');
    expect(backend.jobsSoFar()).toEqual(['Post 0', 'Fails once 1']);
    const repair = (request: object): Promise<unknown> =>
      run.executeUpdate('repair', { args: [{ step: 'post', ...request }] as never });
    expect(await refusalOf(repair({ action: 'retryWith', input: {} }))).toContain('without forEach');
    await repair({ action: 'retry' });
    expect((await run.result()).output).toMatchObject({
      count: 3,
      succeeded: 3,
      results: [{ key: 0 }, { key: 1 }, { key: 2 }],
    });
    expect(backend.jobsSoFar()).toEqual(['Post 0', 'Fails once 1', 'Fails once 1', 'Post 2']);
  });

  it('stops its jobs and undoes its items when the chain is cancelled', async () => {
    const backend = bench.backend();
    const run = await bench.startChain(each(['Post', 'Works', 'Works', 'Post'], { concurrency: 2 }));
    await bench.work(run, 'post/1', 'post/2');
    await run.cancel();
    expect(await failureOfChain(run)).toBeUndefined();
    const jobs = backend.jobsSoFar();
    expect(jobs.slice(0, 3).sort()).toEqual(['Post 0', 'Works 1', 'Works 2']);
    expect(jobs.slice(3).sort()).toEqual(['Cancel 0-0', 'Cancel 1-unknown', 'Cancel 2-unknown']);
    const states = backend.jobs.map(({ process, job: { state } }) => `${process} ${state}`);
    expect(states.filter((text) => text.startsWith('Works'))).toEqual(['Works Stopped', 'Works Stopped']);
    expect(states.filter((text) => text.endsWith(' Successful'))).toHaveLength(4);
  });

  it('takes a list of none, and refuses what is no list', async () => {
    bench.backend();
    const { chain } = over(0, {});
    const none = await bench.startChain(chain, { numbers: [] });
    expect((await none.result()).output).toMatchObject({ count: 0, results: [] });
    const noList = await bench.startChain(chain, { numbers: 'all' });
    expect((await failureOfChain(noList))?.message).toContain('must give a list, not a text of 3 characters');
  });

  it('waits for people, who decide on each item', async () => {
    bench.backend();
    const run = await bench.startChain({
      name: 'people',
      steps: { ask: { forEach: { items: [1, 2] }, approval: { value: '{% item %}' } } },
    });
    await eventually('items have begun', async () => (await progressOf(run)).steps[0]?.workflowId !== undefined);
    const items = bench.client().workflow.getHandle((await progressOf(run)).steps[0]?.workflowId ?? '');
    const decide = (index: number): Promise<string> =>
      refusalOf(items.executeUpdate('approve', { args: [{ step: `ask[${index}]`, decision: 'approved', by: 'ann' }] }));
    for (const index of [0, 1]) await eventually('it is decided', async () => (await decide(index)) === 'taken');
    const { results } = (await run.result()).output as ItemsOutput;
    expect(results).toMatchObject([{ value: 1, by: 'ann' }, { value: 2 }]);
  });
});
