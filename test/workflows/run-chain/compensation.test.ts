import { describe, expect, it } from 'vitest';
import { failureOfChain, job, statesOf, undoneBy } from '../../chains.js';
import { chainBench } from '../kit/chain-bench.js';

const bench = chainBench();

describe('a chain that fails', () => {
  it('undoes what was done, newest first, and says what it undid and what it kept', async () => {
    const backend = bench.backend();
    const run = await bench.startChain({
      name: 'middle',
      steps: {
        extract: job('Extract', 0),
        post: { needs: ['extract'], ...job('Post', 1), ...undoneBy('Cancel', '{% result.key %}') },
        book: { needs: ['post'], ...job('Book', 2), ...undoneBy('Unbook', '{% steps.post.output.key + 1 %}') },
        check: { needs: ['book'], ...job('Fails'), ...undoneBy('Cancel', 'never') },
        after: { needs: ['check'], ...job('Post', 'never') },
      },
    });
    const failure = await failureOfChain(run);
    expect(failure).toMatchObject({
      type: 'JobFaulted',
      details: { step: 'check', undone: ['book', 'post'], notUndone: [], kept: ['extract'] },
    });
    expect(failure?.message).toMatch(/^Step 'check' failed: Job 4 of 'Fails' faulted: No such invoice/);
    expect(backend.jobsSoFar()).toEqual(['Extract 0', 'Post 1', 'Book 2', 'Fails', 'Unbook 2', 'Cancel 1']);
    expect(await statesOf(run)).toEqual({
      extract: 'done',
      post: 'undone',
      book: 'undone',
      check: 'failed',
      after: 'waiting',
    });
  });

  it('goes on undoing when a compensation itself fails, and says which', async () => {
    const backend = bench.backend();
    const run = await bench.startChain({
      name: 'compensation fails',
      steps: {
        a: { ...job('Post', 1), ...undoneBy('Cancel', 1) },
        b: { needs: ['a'], ...job('Post', 2), ...undoneBy('Fails') },
        c: { needs: ['b'], ...job('Fails') },
      },
    });
    const failure = await failureOfChain(run);
    expect(failure).toMatchObject({
      type: 'CompensationIncomplete',
      cause: { cause: { type: 'JobFaulted' } },
      details: {
        step: 'c',
        undone: ['a'],
        notUndone: [{ name: 'b', reason: expect.stringContaining('faulted') as string }],
      },
    });
    expect(failure?.message).toContain("Step 'c' failed");
    expect(failure?.message).toMatch(/; not undone: b \(Job \d+ of 'Fails' faulted/);
    expect(backend.jobsSoFar()).toEqual(['Post 1', 'Post 2', 'Fails', 'Fails', 'Cancel 1']);
    expect(await statesOf(run)).toEqual({ a: 'undone', b: 'notUndone', c: 'failed' });
  });

  it('reports a compensation whose expression reads what is not there, and undoes the others', async () => {
    const backend = bench.backend();
    const run = await bench.startChain({
      name: 'expression of a compensation',
      steps: {
        a: { ...job('Post', 1), ...undoneBy('Cancel', 1) },
        b: { needs: ['a'], ...job('Post', 2), ...undoneBy('Cancel', "{% $number('two') %}") },
        c: { needs: ['b'], ...job('Fails') },
      },
    });
    expect(await failureOfChain(run)).toMatchObject({
      type: 'CompensationIncomplete',
      details: { undone: ['a'], notUndone: [{ name: 'b', reason: expect.stringContaining('$number') as string }] },
    });
    expect(backend.jobsSoFar().at(-1)).toBe('Cancel 1');
  });

  it('goes on when the failed step is to be ignored, and lets later steps see why', async () => {
    bench.backend();
    const run = await bench.startChain({
      name: 'ignored',
      steps: {
        a: { ...job('Fails'), onFailure: 'ignore' },
        b: { needs: ['a'], ...job('Post', '{% steps.a.error.type %}') },
      },
    });
    expect((await run.result()).output).toEqual({ key: 'JobFaulted' });
    expect(await statesOf(run)).toEqual({ a: 'failed', b: 'done' });
  });

  it('stops and undoes a step that takes longer than its timeout', async () => {
    const backend = bench.backend();
    const run = await bench.startChain({
      name: 'timeout',
      // Far from the polls, which come after a minute and after two: a poll that is cut short would not end.
      steps: { a: { ...job('Works'), timeout: '90s', ...undoneBy('Cancel', 'a') } },
    });
    const failure = await failureOfChain(run);
    expect(failure).toMatchObject({ type: 'StepTimedOut', details: { step: 'a', undone: ['a'] } });
    expect(failure?.message).toContain("Step 'a' did not end within 90 s");
    expect(backend.states()).toEqual(['Stopped', 'Successful']);
  });

  it('undoes a step, or an item, that had its effect but whose output has no value', async () => {
    const backend = bench.backend();
    const run = await bench.startChain({
      name: 'no output of a step',
      steps: { a: { ...job('Post', 1), output: '{% result.missing %}', ...undoneBy('Cancel', 1) } },
    });
    expect(await failureOfChain(run)).toMatchObject({ type: 'ExpressionFailed', details: { undone: ['a'] } });
    const items = await bench.startChain({
      name: 'no output of an item',
      steps: {
        b: {
          forEach: { items: [2, 3], concurrency: 1 },
          ...job('Post', '{% item %}'),
          output: '{% result.key = 3 ? result.missing : 0 %}',
          ...undoneBy('Cancel', '{% item %}'),
        },
      },
    });
    expect(await failureOfChain(items)).toMatchObject({ type: 'ExpressionFailed', details: { undone: ['b'] } });
    expect(backend.jobsSoFar()).toEqual(['Post 1', 'Cancel 1', 'Post 2', 'Post 3', 'Cancel 3', 'Cancel 2']);
  });

  it('undoes what was done when the output of the whole chain cannot be told', async () => {
    const backend = bench.backend();
    const run = await bench.startChain({
      name: 'no output',
      steps: { a: { ...job('Post', 1), ...undoneBy('Cancel', 1) } },
      output: "{% $number('two') %}",
    });
    const failure = await failureOfChain(run);
    expect(failure).toMatchObject({ type: 'ExpressionFailed', details: { undone: ['a'] } });
    expect(failure?.message).toContain('The output of the chain failed');
    expect(failure?.details.step).toBeUndefined();
    expect(backend.jobsSoFar()).toEqual(['Post 1', 'Cancel 1']);
  });

  // The last one: its cancel of a polled job may keep the server from skipping time for the tests behind it.
  it('stops the steps that run beside the failed one, and undoes them too', async () => {
    const backend = bench.backend();
    const run = await bench.startChain({
      name: 'beside',
      steps: {
        long: { ...job('Works', 1), ...undoneBy('Cancel', 'long') },
        bad: job('Fails'),
      },
    });
    expect(await failureOfChain(run)).toMatchObject({ type: 'JobFaulted', details: { step: 'bad', undone: ['long'] } });
    expect(backend.states()).toEqual(expect.arrayContaining(['Stopped', 'Faulted', 'Successful']));
    expect(backend.jobsSoFar().slice(0, 2).sort()).toEqual(['Fails', 'Works 1']);
    expect(backend.jobsSoFar().slice(2)).toEqual(['Cancel long']);
  });
});
