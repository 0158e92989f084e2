import { shapeOf } from '../shared/shape-of.js';
import { cut } from '../shared/cut.js';

/** Why an expression has no value. The message describes the shape of the data, never the data itself. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';

  /** `position`: characters from the start of the expression. */
  constructor(expression: string, reason: string, position?: number) {
    const where = position === undefined ? '' : ` (at character ${position})`;
    super(`The expression ${cut(expression, 200)} ${cut(reason, 500)}${where}`);
  }
}

/** Messages of these codes contain a text that the expression produced. */
const madeByExpression: readonly string[] = ['D3120', 'D3121', 'D3137', 'D3141'];

/** The error for whatever JSONata threw. */
export function fromJsonata(expression: string, error: unknown): ExpressionError {
  const { code, message, position, value, value2, token } = error as Partial<Record<string, unknown>>;
  const at = typeof position === 'number' ? position : undefined;
  if (typeof code !== 'string' || typeof message !== 'string')
    return new ExpressionError(expression, error instanceof RangeError ? tooDeep : 'cannot be evaluated', at);
  if (madeByExpression.includes(code))
    return new ExpressionError(expression, `fails in $${typeof token === 'string' ? token : 'error'} (${code})`, at);
  const reason = [value, value2]
    .filter((data) => data !== undefined && typeof data !== 'number')
    .reduce<string>((text, data) => text.replaceAll(JSON.stringify(data), shapeOf(data)), message);
  const shape = value === undefined || reason !== message ? '' : `; it is ${shapeOf(value)}`;
  return new ExpressionError(expression, `fails: ${reason}${shape}`, at);
}

/** The engine throws a RangeError if a text is too long for it, or calls and values are nested too deeply. */
const tooDeep = 'makes a text that is too long, or calls or values that are nested too deeply';
