import { describe, expect, it } from 'vitest';
import { evaluate, evaluateCondition, ExpressionError } from '../../../src/workflows/run-chain/evaluate.js';

const scope = { input: { day: 'mon', secret: 'hunter2', n: 3 }, steps: { a: { output: [1, 2, 3] } } };
const failure = (value: unknown): Promise<string> =>
  evaluate(value, scope).then(
    () => 'none',
    (error: unknown) => (error instanceof ExpressionError ? error.message : `other: ${String(error)}`),
  );

describe('expressions', () => {
  it('are replaced anywhere in a value, and keep types', async () => {
    const value = { day: '{% input.day %}', list: ['{% $sum(steps.a.output) %}', 7], plain: 'x', none: null };
    expect(await evaluate(value, scope)).toEqual({ day: 'mon', list: [6, 7], plain: 'x', none: null });
    expect(await evaluate('{% steps.a.output[$ > 1] %}', scope)).toStrictEqual([2, 3]);
    expect(await evaluate('{%\n  {"n": input.n}\n%}', scope)).toStrictEqual({ n: 3 });
  });

  it.each([
    ['{% input.missing %}', 'gives nothing'],
    ['{% "a" + 1 %}', 'must evaluate to a number'],
    ['{% $sum %}', 'gives a function'],
    ['{% function($x) { $x } %}', 'gives a function'],
    ['{% ($f := function($n) { $f($n + 1) }; $f(1)) %}', 'needs more than 300000 steps'],
    ['{% ($f := function($n) { 1 + $f($n + 1) }; $f(1)) %}', 'fails'],
    ['{% [1..1000000] %}', 'fails'],
    ['{% $pad("a", 1100000) %}', 'characters of JSON'],
  ])('%s: %s', async (expression, message) => {
    expect(await failure(expression)).toContain(message);
  });

  it('tell the position and the shape of a value, never what it says', async () => {
    for (const expression of [
      '{% $number(input.secret) %}',
      '{% input.secret + 1 %}',
      '{% $error(input.secret) %}',
      '{% $eval("$error(input.secret)") %}',
      '{% 1 > input.secret %}',
      '{% $assert(false, input.secret) %}',
      '{% $toMillis(input.secret) %}',
      '{% $merge(input.secret) %}',
      '{% $base64decode(input) %}',
      '{% $sqrt(0 - $length(input.secret)) %}',
    ]) {
      const message = await failure(expression);
      expect(message).toContain('The expression');
      expect(message).not.toContain('hunter2');
    }
    expect(await failure('{% $number(input.secret) %}')).toMatch(/a text of 7 characters.*\(at character 8\)/);
  });

  it('do not reach what is not theirs', async () => {
    for (const expression of [
      '{% input.constructor %}',
      '{% input.__proto__ %}',
      '{% $lookup(input, "constructor") %}',
      '{% input.toString %}',
    ])
      expect(await failure(expression)).toContain('gives nothing');
  });

  it('of a condition give true or false', async () => {
    expect(await evaluateCondition('{% input.n > 2 %}', scope)).toBe(true);
    await expect(evaluateCondition('{% input.n %}', scope)).rejects.toThrow('must give true or false, not a number');
  });
});
