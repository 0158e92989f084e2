import { describe, expect, it } from 'vitest';
import { failureOfChain, job, statesOf, undoneBy } from '../../chains.js';
import { eventually } from '../../eventually.js';
import { startChainStack } from './chain-stack.js';

const fails = { ...job('Fails'), rerun: { maximumAttempts: 1, on: ['System'] } };

describe('a chain that fails', () => {
  it('undoes what was done, newest first, and says what it undid and what it kept', async () => {
    const { startChain, jobsSoFar } = await startChainStack();
    const run = await startChain({
      name: 'middle',
      steps: {
        extract: job('Extract', 0),
        post: { needs: ['extract'], ...job('Post', 1), ...undoneBy('Cancel', '{% result.key %}') },
        book: { needs: ['post'], ...job('Book', 2), ...undoneBy('Unbook', '{% steps.post.output.key + 1 %}') },
        check: { needs: ['book'], ...fails, ...undoneBy('Cancel', 'never') },
        after: { needs: ['check'], ...job('Post', 'never') },
      },
    });
    const failure = await failureOfChain(run);
    expect(failure).toMatchObject({
      type: 'JobFaulted',
      details: { step: 'check', undone: ['book', 'post'], notUndone: [], kept: ['extract'] },
    });
    expect(failure?.message).toMatch(/^Step 'check' failed: Job \d+ of 'Fails' faulted: No such invoice/);
    expect(jobsSoFar()).toEqual(['Extract 0', 'Post 1', 'Book 2', 'Fails', 'Unbook 2', 'Cancel 1']);
    expect(await statesOf(run)).toEqual({
      extract: 'done',
      post: 'undone',
      book: 'undone',
      check: 'failed',
      after: 'waiting',
    });
  });
});

describe('a cancel', () => {
  it('stops the job that runs, then undoes it and what was done before', async () => {
    const { startChain, jobsSoFar, simulator } = await startChainStack();
    const run = await startChain({
      name: 'cancelled',
      steps: {
        a: { ...job('Post', 'a'), ...undoneBy('Cancel', 'a') },
        b: { needs: ['a'], ...job('Works', 'b'), stop: { grace: '5s' }, ...undoneBy('Cancel', 'b') },
        c: { needs: ['b'], ...job('Post', 'c') },
      },
    });
    await eventually('the job works', () => simulator.jobs()[1]?.State === 'Running');
    await run.cancel();
    expect(await failureOfChain(run)).toBeUndefined();
    expect((await run.describe()).status.name).toBe('CANCELLED');
    expect(jobsSoFar()).toEqual(['Post a', 'Works b', 'Cancel b', 'Cancel a']);
    expect(simulator.jobs()[1]?.State).toBe('Stopped');
    expect(await statesOf(run)).toEqual({ a: 'undone', b: 'undone', c: 'waiting' });
  });
});

describe('a terminate', () => {
  it('undoes nothing, but stops every job, also those of items', async () => {
    const { startChain, simulator, jobsSoFar } = await startChainStack();
    const run = await startChain({
      name: 'terminated',
      steps: {
        a: { ...job('Works', 'a'), stop: { grace: '5s' }, ...undoneBy('Cancel', 'a') },
        b: { forEach: { items: [1, 2] }, ...job('Works', '{% item %}'), stop: { grace: '5s' } },
      },
    });
    const inState = (state: string): number => simulator.jobs().filter(({ State }) => State === state).length;
    await eventually('all jobs work', () => inState('Running') === 3);
    await run.terminate('test');
    await eventually('all jobs are stopped', () => inState('Stopped') === 3);
    expect(jobsSoFar()).toHaveLength(3);
  });
});
