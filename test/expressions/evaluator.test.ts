import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { EvaluateInput, Evaluation } from '../../src/contract/chain/evaluation.js';
import { createEvaluator, type Evaluator } from '../../src/expressions/index.js';
import { eventually } from '../eventually.js';
import { hostile } from './hostile.js';

/** With less time, so that what is too much shows soon. */
const impatient = { quickMs: 300, thoroughMs: 600 };

function started(cpuTimes?: typeof impatient): Evaluator {
  const evaluator = createEvaluator(cpuTimes);
  onTestFinished(() => evaluator.close());
  return evaluator;
}

const inputOf = (requests: EvaluateInput['requests'], scope: object = {}): EvaluateInput => ({
  scope: JSON.stringify(scope),
  nowMs: Date.now(),
  requests,
});

async function valueOf(evaluator: Evaluator, expression: string, scope: object = {}): Promise<Evaluation> {
  const {
    evaluations: [evaluation],
  } = await evaluator.evaluate(inputOf([{ expressions: [expression] }], scope));
  if (!evaluation) throw new Error('nothing was evaluated');
  return evaluation;
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('expressions in child processes', () => {
  it('give their values, also large ones and those of a long sort', async () => {
    const evaluator = started();
    const rows = Array.from({ length: 20_000 }, (_, id) => ({ id, amount: (id * 7919) % 100, name: `row ${id}` }));
    const some = await valueOf(evaluator, '{% input.rows[amount > 50] %}', { input: { rows } });
    expect(some).toEqual({ values: [rows.filter(({ amount }) => amount > 50)] });
    const few = rows.slice(0, 10_000).map(({ amount }) => amount);
    const sorted = await valueOf(evaluator, '{% $sort(input, function($a, $b) { $a > $b }) %}', { input: few });
    expect(sorted).toEqual({ values: [few.sort((a, b) => a - b)] });
  });

  it('fail if they use too much, and leave the others alone', async () => {
    const evaluator = started(impatient);
    const failing = Object.entries(hostile).map(async ([name, expression]) => {
      return { name, evaluation: await valueOf(evaluator, expression) };
    });
    const good = await Promise.all(
      Array.from({ length: 50 }, (_, n) => valueOf(evaluator, '{% input.n + 1 %}', { input: { n } })),
    );
    expect(good).toEqual(Array.from({ length: 50 }, (_, n) => ({ values: [n + 1] })));
    for (const { name, evaluation } of await Promise.all(failing))
      expect(evaluation, name).toEqual({ failed: expect.stringContaining('The expression') as string });
    expect(await valueOf(evaluator, '{% 1 + 1 %}')).toEqual({ values: [2] });
  });

  it('fail alone in a batch', async () => {
    const evaluator = started();
    const expressions = ['{% 1 %}', hostile['a text of 500 MB'], '{% 3 %}'];
    const requests = expressions.map((expression) => ({ expressions: [expression] }));
    const found: Evaluation[] = [];
    while (found.length < requests.length)
      found.push(...(await evaluator.evaluate(inputOf(requests.slice(found.length)))).evaluations);
    expect(found).toEqual([
      { values: [1] },
      { failed: expect.stringMatching(/needs more than 384 MB of memory\. Read less/) as string },
      { values: [3] },
    ]);
  });

  it('are not evaluated once it is closed', async () => {
    const evaluator = createEvaluator();
    const slow = valueOf(evaluator, hostile['a recursion without end']).catch((error: unknown) => error);
    evaluator.close();
    expect(await slow).toBeInstanceOf(Error);
    await expect(valueOf(evaluator, '{% 1 %}')).rejects.toThrow('shuts down');
  });
});

describe('a worker killed with -9', () => {
  it('takes its processes with it, also one that evaluates without end', async () => {
    const parent = fork(fileURLToPath(new URL('parent.ts', import.meta.url)), [
      hostile['a regular expression with nested repetition'],
    ]);
    const [pids] = (await once(parent, 'message')) as [number[]];
    expect(pids).toHaveLength(2);
    expect(pids.every(isAlive)).toBe(true);
    parent.kill('SIGKILL');
    await eventually('they have ended', () => !pids.some(isAlive));
  });
});
