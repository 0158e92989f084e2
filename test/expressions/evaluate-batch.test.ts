import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../src/contract/chain/evaluation.js';
import { evaluateBatch } from '../../src/expressions/index.js';

const data = { input: { day: 'mon', secret: 'hunter2', n: 3 }, steps: { a: { output: [1, 2, 3] } } };
const noon = Date.parse('2026-11-24T12:00:00Z');

async function evaluate(expressions: string[], { when }: { when?: string } = {}): Promise<Evaluation> {
  const request = { expressions, ...(when !== undefined && { when }) };
  const {
    evaluations: [evaluation],
  } = await evaluateBatch({ scope: JSON.stringify(data), nowMs: noon, requests: [request] });
  if (!evaluation) throw new Error('nothing was evaluated');
  return evaluation;
}
const failure = async (expression: string): Promise<string> => {
  const evaluation = await evaluate([expression]);
  return 'failed' in evaluation ? evaluation.failed : JSON.stringify(evaluation);
};

describe('expressions', () => {
  it('give values of each type', async () => {
    expect(await evaluate(['{% input.day %}', '{% $sum(steps.a.output) %}', '{% null %}'])).toEqual({
      values: ['mon', 6, null],
    });
    expect(await evaluate(['{% steps.a.output[$ > 1] %}'])).toStrictEqual({ values: [[2, 3]] });
    expect(await evaluate(['{%\n  {"n": input.n}\n%}'])).toStrictEqual({ values: [{ n: 3 }] });
  });

  it.each([
    ['{% input.missing %}', 'gives nothing'],
    ['{% "a" + 1 %}', 'must evaluate to a number'],
    ['{% $sum %}', 'gives a function'],
    ['{% function($x) { $x } %}', 'gives a function'],
    ['{% ($f := function($n) { 1 + $f($n + 1) }; $f(1)) %}', 'fails'],
    ['{% [1..1000000] %}', 'fails'],
    ['{% $pad("a", 1100000) %}', 'gives 1100002 bytes of JSON; at most 1048576'],
    ["{% $pad('€', 400000, '€') %}", 'gives 1200002 bytes of JSON; at most 1048576'],
    [`{% ${'['.repeat(101)}1${']'.repeat(101)} %}`, 'nested more than 100 levels deep'],
    [`{% ${'('.repeat(20_000)}1${')'.repeat(20_000)} %}`, 'nested too deeply'],
    ['{% ($f := function($s) { $f($s & $s) }; $f("aaaaaaaaaa")) %}', 'a text that is too long'],
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

  it('have the time of the workflow', async () => {
    expect(
      await evaluate(['{% $now() %}', "{% $now('[Y]', '+0000') %}", '{% $millis() %}', '{% $eval("$millis()") %}']),
    ).toEqual({ values: ['2026-11-24T12:00:00.000Z', '2026', noon, noon] });
  });

  it('of a condition give true or false; if it is false, nothing else is evaluated', async () => {
    expect(await evaluate(['{% 1 %}'], { when: '{% input.n > 2 %}' })).toEqual({ values: [1] });
    expect(await evaluate(['{% input.missing %}'], { when: '{% input.n > 3 %}' })).toEqual({ skipped: true });
    expect(await evaluate([], { when: '{% input.n %}' })).toMatchObject({
      failed: expect.stringContaining('must give true or false, not a number') as string,
    });
  });

  it('of one step that give too much together name the largest', async () => {
    const evaluation = await evaluate(['{% $pad("a", 300000) %}', '{% $pad("b", 800000) %}']);
    expect(evaluation).toMatchObject({
      failed: expect.stringMatching(
        /\$pad\("b".*is the largest of 2 in one step, with 800002 bytes.*they have 1100004, and at most 1048576/,
      ) as string,
    });
  });
});

describe('a batch', () => {
  it('gives what each request reads of its own', async () => {
    const requests = [1, 2, 3].map((item) => ({
      expressions: ['{% item * input.n %}'],
      more: JSON.stringify({ item }),
    }));
    const { evaluations } = await evaluateBatch({ scope: JSON.stringify(data), nowMs: noon, requests });
    expect(evaluations).toEqual([{ values: [3] }, { values: [6] }, { values: [9] }]);
  });

  it('gives only as much as a message holds, and fails only what is wrong', async () => {
    const pad = (size: number): { expressions: string[] } => ({ expressions: [`{% $pad("a", ${size}) %}`] });
    const { evaluations, bytes } = await evaluateBatch({
      scope: '{}',
      nowMs: noon,
      requests: [pad(500_000), { expressions: ['{% input.missing %}'] }, pad(500_000), pad(100_000)],
    });
    expect(evaluations.map((each) => Object.keys(each)[0])).toEqual(['values', 'failed', 'values']);
    expect(bytes).toBeLessThan(1_048_576);
  });
});
