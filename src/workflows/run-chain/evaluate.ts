import jsonata from 'jsonata';
import { codeOf, isExpression } from '../../contract/chain/expression.js';
import { limits } from '../../contract/limits.js';

/** Why an expression has no value. The message describes the shape of the data, never the data itself. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';

  constructor(
    readonly expression: string,
    readonly reason: string,
    /** Characters from the start of the expression. */
    readonly position?: number,
  ) {
    const where = position === undefined ? '' : ` (at character ${position})`;
    super(`The expression ${shortened(expression)} ${reason}${where}`);
  }
}

/** A value with all its expressions replaced by their results. Deterministic; throws {@link ExpressionError}. */
export async function evaluate(value: unknown, scope: Readonly<Record<string, unknown>>): Promise<unknown> {
  if (isExpression(value)) return evaluateOne(value, scope);
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of value) items.push(await evaluate(item, scope));
    return items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const fields: [string, unknown][] = [];
  for (const [key, inner] of Object.entries(value)) fields.push([key, await evaluate(inner, scope)]);
  return Object.fromEntries(fields);
}

/** The value of a condition: true or false only. */
export async function evaluateCondition(
  expression: string,
  scope: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const value = await evaluateOne(expression, scope);
  if (typeof value === 'boolean') return value;
  throw new ExpressionError(expression, `must give true or false, not ${shapeOf(value)}`);
}

async function evaluateOne(expression: string, scope: Readonly<Record<string, unknown>>): Promise<unknown> {
  let value: unknown;
  try {
    const compiled = jsonata(codeOf(expression), {
      stack: limits.expressionCallDepth,
      sequence: limits.expressionListLength,
    });
    compiled.assign(entryHook, countSteps());
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
  const text = JSON.stringify(value);
  if (text.length > limits.expressionResultCharacters)
    throw new ExpressionError(
      expression,
      `gives ${text.length} characters of JSON; at most ${limits.expressionResultCharacters}`,
    );
  // JSONata adds properties to its lists, and may return parts of its input.
  return JSON.parse(text) as unknown;
}

const isFunction = (value: unknown): boolean =>
  typeof value === 'function' ||
  (typeof value === 'object' && value !== null && ('_jsonata_lambda' in value || '_jsonata_function' in value));

/** JSONata reads this before each step of an evaluation; its types allow only strings. */
const entryHook = Symbol.for('jsonata.__evaluate_entry') as unknown as string;

/** Time does not advance within a workflow task, so the number of steps is limited instead of the time. */
function countSteps(): () => void {
  let steps = 0;
  return () => {
    steps += 1;
    if (steps > limits.expressionEvaluations) throw new TooMuchWork();
  };
}

class TooMuchWork extends Error {}

/** Messages of these codes contain a text that the expression produced. */
const madeByExpression: readonly string[] = ['D3120', 'D3121', 'D3137', 'D3141'];

function fromJsonata(expression: string, error: unknown): ExpressionError {
  if (error instanceof TooMuchWork)
    return new ExpressionError(expression, `needs more than ${limits.expressionEvaluations} steps`);
  const { code, message, position, value, value2, token } = error as Partial<Record<string, unknown>>;
  const at = typeof position === 'number' ? position : undefined;
  if (typeof code !== 'string' || typeof message !== 'string')
    return new ExpressionError(expression, 'cannot be evaluated', at);
  if (madeByExpression.includes(code))
    return new ExpressionError(expression, `fails in $${typeof token === 'string' ? token : 'error'} (${code})`, at);
  const reason = [value, value2]
    .filter((data) => data !== undefined && typeof data !== 'number')
    .reduce<string>((text, data) => text.replaceAll(JSON.stringify(data), shapeOf(data)), message);
  const shape = value === undefined || reason !== message ? '' : `; it is ${shapeOf(value)}`;
  return new ExpressionError(expression, `fails: ${reason}${shape}`, at);
}

/** The type and size of a value, without its content. */
export function shapeOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'string') return `a text of ${value.length} characters`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return `an object with ${Object.keys(value).slice(0, 10).join(', ') || 'no fields'}`;
  return typeof value === 'function' ? 'a function' : `a ${typeof value}`;
}

const shortened = (text: string): string => (text.length > 200 ? `${text.slice(0, 199)}…` : text);
