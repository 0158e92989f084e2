import { describe, expect, it } from 'vitest';
import { eventually } from '../stack.js';
import { failureOfChain, job, progressOf, reaches, startChainStack, statesOf } from './chain-stack.js';

const undoneBy = (process: string, key?: unknown): object => ({ compensate: job(process, key) });
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

  it('goes on undoing when a compensation itself fails, and says which', async () => {
    const { startChain, jobsSoFar } = await startChainStack();
    const run = await startChain({
      name: 'compensation fails',
      steps: {
        a: { ...job('Post', 1), ...undoneBy('Cancel', 1) },
        b: { needs: ['a'], ...job('Post', 2), ...undoneBy('Fails') },
        c: { needs: ['b'], ...fails },
      },
    });
    const failure = await failureOfChain(run);
    expect(failure).toMatchObject({
      type: 'CompensationIncomplete',
      details: {
        step: 'c',
        undone: ['a'],
        notUndone: [{ name: 'b', reason: expect.stringContaining('faulted') as string }],
      },
    });
    expect(failure?.message).toContain("Step 'c' failed");
    expect(jobsSoFar()).toEqual(['Post 1', 'Post 2', 'Fails', 'Fails', 'Cancel 1']);
  });

  it('stops the steps that run beside the failed one, and undoes them too', async () => {
    const { startChain, jobsSoFar, simulator } = await startChainStack();
    const run = await startChain({
      name: 'beside',
      steps: {
        long: { ...job('Works', 1), stop: { grace: '5s' }, ...undoneBy('Cancel', 'long') },
        wait: { wait: '2s' },
        bad: { needs: ['wait'], ...fails },
      },
    });
    expect(await failureOfChain(run)).toMatchObject({ type: 'JobFaulted', details: { step: 'bad', undone: ['long'] } });
    expect(simulator.jobs()[0]?.State).toBe('Stopped');
    expect(jobsSoFar()).toEqual(['Works 1', 'Fails', 'Cancel long']);
  });

  it('goes on when the failed step is to be ignored, and lets later steps see why', async () => {
    const { startChain } = await startChainStack();
    const run = await startChain({
      name: 'ignored',
      steps: { a: { ...fails, onFailure: 'ignore' }, b: { needs: ['a'], ...job('Post', '{% steps.a.error.type %}') } },
    });
    expect((await run.result()).output).toEqual({ key: 'JobFaulted' });
    expect(await statesOf(run)).toEqual({ a: 'failed', b: 'done' });
  });

  it('stops and undoes a step that takes longer than its timeout', async () => {
    const { startChain, simulator } = await startChainStack();
    const run = await startChain({
      name: 'timeout',
      steps: { a: { ...job('Works'), timeout: '3s', stop: { grace: '5s' }, ...undoneBy('Cancel', 'a') } },
    });
    expect(await failureOfChain(run)).toMatchObject({ type: 'StepTimedOut', details: { step: 'a', undone: ['a'] } });
    expect(simulator.jobs().map(({ State }) => State)).toEqual(['Stopped', 'Successful']);
  });
});

describe('a cancel', () => {
  const chain = (more: object = {}): object => ({
    name: 'cancelled',
    steps: {
      a: { ...job('Post', 'a'), ...undoneBy('Cancel', 'a') },
      b: { needs: ['a'], ...job('Works', 'b'), stop: { grace: '5s' }, ...undoneBy('Cancel', 'b') },
      c: { needs: ['b'], ...job('Post', 'c') },
    },
    ...more,
  });

  it('stops the job that runs, then undoes it and what was done before', async () => {
    const { startChain, jobsSoFar, simulator } = await startChainStack();
    const run = await startChain(chain());
    await eventually('the job works', () => simulator.jobs()[1]?.State === 'Running');
    await run.cancel();
    expect(await failureOfChain(run)).toBeUndefined();
    expect((await run.describe()).status.name).toBe('CANCELLED');
    expect(jobsSoFar()).toEqual(['Post a', 'Works b', 'Cancel b', 'Cancel a']);
    expect(simulator.jobs()[1]?.State).toBe('Stopped');
    expect(await statesOf(run)).toEqual({ a: 'undone', b: 'undone', c: 'waiting' });
  });

  it('keeps what was done where the chain says so', async () => {
    const { startChain, jobsSoFar, simulator } = await startChainStack();
    const run = await startChain(chain({ onCancel: 'keep' }));
    await eventually('the job works', () => simulator.jobs()[1]?.State === 'Running');
    await run.cancel();
    expect(await failureOfChain(run)).toBeUndefined();
    expect(jobsSoFar()).toEqual(['Post a', 'Works b']);
    expect(simulator.jobs()[1]?.State).toBe('Stopped');
  });

  it('does not interrupt what is being undone', async () => {
    const { startChain, jobsSoFar } = await startChainStack();
    const run = await startChain({
      name: 'cancelled while it undoes',
      steps: {
        a: { ...job('Post', 'a'), ...undoneBy('Cancel', 'a') },
        b: { needs: ['a'], ...job('Post', 'b'), ...undoneBy('Cancel', 'b') },
        c: { needs: ['b'], ...fails },
      },
    });
    await reaches(run, 'b', 'undoing');
    await run.cancel();
    expect(await failureOfChain(run)).toMatchObject({ type: 'JobFaulted', details: { undone: ['b', 'a'] } });
    expect(jobsSoFar()).toEqual(['Post a', 'Post b', 'Fails', 'Cancel b', 'Cancel a']);
  });

  it('ends what waits: an approval, a timer, a repair, a pause', async () => {
    const { startChain, jobsSoFar } = await startChainStack();
    const run = await startChain({
      name: 'waits',
      steps: {
        approve: { approval: {} },
        wait: { wait: '1d' },
        repair: { ...fails, onFailure: 'pause' },
        never: { needs: ['wait'], ...job('Post') },
      },
    });
    await reaches(run, 'repair', 'needsRepair');
    await run.executeUpdate('pause');
    expect(await progressOf(run)).toMatchObject({ paused: true, approvals: ['approve'] });
    await run.cancel();
    expect(await failureOfChain(run)).toBeUndefined();
    expect(await statesOf(run)).toEqual({ approve: 'failed', wait: 'failed', repair: 'failed', never: 'waiting' });
    expect(jobsSoFar()).toEqual(['Fails']);
  });

  it('right after the start leaves nothing', async () => {
    const { startChain, simulator } = await startChainStack();
    const run = await startChain(chain());
    await run.cancel();
    expect(await failureOfChain(run)).toBeUndefined();
    expect(simulator.jobs().filter(({ State }) => !['Stopped', 'Successful', 'Faulted'].includes(State))).toEqual([]);
  });
});
