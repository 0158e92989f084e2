import jsonata from 'jsonata';
import { codeOf } from '../contract/chain/expression.js';
import { limits } from '../contract/limits.js';
import { isDeeperThan } from '../shared/json.js';
import { ExpressionError, fromJsonata } from './expression-error.js';

/** A result as JSON: its size is known, and nothing of the engine is left in it. */
export interface Result {
  json: string;
  bytes: number;
}

/** Evaluates one expression in this process. Throws an `ExpressionError` if it gives no value, or too large a one. */
export async function evaluateExpression(
  expression: string,
  scope: Readonly<Record<string, unknown>>,
  nowMs: number,
): Promise<Result> {
  let value: unknown;
  try {
    const compiled = jsonata(codeOf(expression), {
      stack: limits.expressionCallDepth,
      sequence: limits.expressionListLength,
    });
    compiled.registerFunction('millis', () => nowMs, '<:n>');
    compiled.assign('now', await nowFunction(nowMs));
    value = await compiled.evaluate(scope);
  } catch (error) {
    throw fromJsonata(expression, error);
  }
  if (value === undefined)
    throw new ExpressionError(
      expression,
      'gives nothing: what it reads is not there. Give a value for that case, or null',
    );
  if (isFunction(value)) throw new ExpressionError(expression, 'gives a function');
  if (isDeeperThan(value, limits.jsonDepth))
    throw new ExpressionError(expression, `gives a value that is nested more than ${limits.jsonDepth} levels deep`);
  const json = JSON.stringify(value);
  const bytes = Buffer.byteLength(json);
  if (bytes > limits.expressionResultBytes)
    throw new ExpressionError(
      expression,
      `gives ${bytes} bytes of JSON; at most ${limits.expressionResultBytes}. Select what is needed`,
    );
  return { json, bytes };
}

/** JSONata's own `$now` reads the clock of the process; this one has the time of the workflow. */
const nowFunction = (nowMs: number): Promise<unknown> =>
  jsonata(`function($picture, $timezone) { $fromMillis(${nowMs}, $picture, $timezone) }`).evaluate({});

const isFunction = (value: unknown): boolean =>
  typeof value === 'function' ||
  (typeof value === 'object' && value !== null && ('_jsonata_lambda' in value || '_jsonata_function' in value));
