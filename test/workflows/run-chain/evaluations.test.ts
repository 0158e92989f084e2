import { describe, expect, it } from 'vitest';
import type { EvaluateInput } from '../../../src/contract/chain/evaluation.js';
import { evaluateBatch } from '../../../src/expressions/index.js';
import { failureOfChain, job, over } from '../../chains.js';
import { chainBench } from '../kit/chain-bench.js';

const bench = chainBench();

/** The batches that the chains of this test ask for. */
function batches(): EvaluateInput[] {
  const asked: EvaluateInput[] = [];
  bench.backend(() => ({
    evaluateExpressions: (input) => {
      asked.push(input);
      return evaluateBatch(input);
    },
    listJobs: () => Promise.resolve({ jobs: [], more: false }),
  }));
  return asked;
}

describe('the expressions of a chain', () => {
  it('are two batches for a step, and know only what they read', async () => {
    const asked = batches();
    const run = await bench.startChain(
      {
        name: 'two',
        steps: {
          a: job('Post', 'a'),
          b: { needs: ['a'], ...job('Book', 'b') },
          c: {
            needs: ['b'],
            when: '{% input.day = "mon" %}',
            timeout: '{% "1h" %}',
            ...job('Post', '{% steps.a.output.key %}'),
            output: '{% result.key %}',
          },
        },
      },
      { day: 'mon' },
    );
    expect((await run.result()).output).toBe('a');
    expect(asked.map(({ requests }) => requests.map(({ expressions }) => expressions))).toEqual([
      [['{% steps.a.output.key %}', '{% "1h" %}']],
      [['{% result.key %}']],
    ]);
    const scopes = asked.map(({ scope }) => JSON.parse(scope) as { input?: object; steps: object });
    expect(scopes.map(({ input, steps }) => [input, Object.keys(steps)])).toEqual([
      [{ day: 'mon' }, ['a']],
      [undefined, []],
    ]);
  });

  it('are not evaluated if the condition of their step is false', async () => {
    const asked = batches();
    const run = await bench.startChain({
      name: 'skipped',
      steps: { a: { when: '{% 1 > 2 %}', ...job('Post', '{% input.missing %}') } },
    });
    expect((await run.result()).steps).toMatchObject([{ state: 'skipped' }]);
    expect(asked).toHaveLength(1);
  });

  it('of items that begin together are one batch', async () => {
    const asked = batches();
    const { chain, input } = over(40, { concurrency: 40 });
    const run = await bench.startChain(chain, input);
    await run.result();
    const sizes = asked.map(({ requests }) => requests.length);
    expect(sizes).toContain(40);
  });

  it('are asked for again if a batch gave only some of them', async () => {
    bench.backend(() => ({
      evaluateExpressions: (input) => evaluateBatch({ ...input, requests: input.requests.slice(0, 3) }),
    }));
    const { chain, input } = over(10, { concurrency: 10 });
    const run = await bench.startChain(chain, input);
    expect((await run.result()).output).toMatchObject({ count: 10, succeeded: 10 });
  });

  it('may give more at one time than a message to the server holds', async () => {
    batches();
    const steps = Array.from({ length: 6 }, (_, index) => [
      `s${index}`,
      { activity: { type: 'listJobs', input: `{% $pad('${index}', 900000) %}` } },
    ]);
    const run = await bench.startChain({ name: 'large', steps: Object.fromEntries(steps) as object });
    expect((await run.result()).outcome).toBe('Successful');
  });

  it('fail if they give too much together, and name the largest', async () => {
    batches();
    const input = { small: "{% $pad('s', 200000) %}", large: "{% $pad('l', 900000) %}" };
    const run = await bench.startChain({ name: 'too much', steps: { a: { activity: { type: 'listJobs', input } } } });
    const failure = await failureOfChain(run);
    expect(failure?.type).toBe('ExpressionFailed');
    expect(failure?.message).toContain("$pad('l', 900000) %} is the largest of 2 in one step");
  });
});
