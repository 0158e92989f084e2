import type { EvaluateInput, EvaluateResult, Evaluation, EvaluationRequest } from '../contract/chain/evaluation.js';
import { limits } from '../contract/limits.js';
import { shapeOf } from '../shared/shape-of.js';
import { evaluateExpression, type Result } from './evaluate-expression.js';
import { ExpressionError } from './expression-error.js';

/** After this time a batch returns what it has, so that one slow part does not cost the others their time. */
const enoughMs = 300;

/** Evaluates a batch in this process: at least its first request, and further ones as time and size allow. */
export async function evaluateBatch({ scope, nowMs, requests }: EvaluateInput): Promise<EvaluateResult> {
  const names = JSON.parse(scope) as Record<string, unknown>;
  const began = performance.now();
  const evaluations: Evaluation[] = [];
  let bytes = 0;
  for (const request of requests) {
    const done = await evaluateRequest(request, names, nowMs);
    if (evaluations.length > 0 && bytes + done.bytes > limits.expressionResultBytes) break;
    evaluations.push(done.evaluation);
    bytes += done.bytes;
    if (performance.now() - began > enoughMs) break;
  }
  return { evaluations, bytes };
}

async function evaluateRequest(
  { when, expressions, more }: EvaluationRequest,
  names: Readonly<Record<string, unknown>>,
  nowMs: number,
): Promise<{ evaluation: Evaluation; bytes: number }> {
  const scope = more === undefined ? names : { ...names, ...(JSON.parse(more) as object) };
  try {
    if (when !== undefined && !(await isTrue(when, scope, nowMs))) return { evaluation: { skipped: true }, bytes: 0 };
    const results: Result[] = [];
    let bytes = 0;
    for (const expression of expressions) {
      const result = await evaluateExpression(expression, scope, nowMs);
      results.push(result);
      bytes += result.bytes;
      if (bytes > limits.expressionResultBytes) throw tooMuchTogether(expressions, results, bytes);
    }
    return { evaluation: { values: results.map(({ json }) => JSON.parse(json) as unknown) }, bytes };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { evaluation: { failed: error.message }, bytes: error.message.length };
  }
}

async function isTrue(condition: string, scope: Readonly<Record<string, unknown>>, nowMs: number): Promise<boolean> {
  const { json } = await evaluateExpression(condition, scope, nowMs);
  const value = JSON.parse(json) as unknown;
  if (typeof value === 'boolean') return value;
  throw new ExpressionError(condition, `must give true or false, not ${shapeOf(value)}`);
}

/** Names the largest: it is the one to make smaller. */
function tooMuchTogether(expressions: readonly string[], results: readonly Result[], bytes: number): ExpressionError {
  const largest = Math.max(...results.map((result) => result.bytes));
  const index = results.findIndex((result) => result.bytes === largest);
  return new ExpressionError(
    expressions[index] ?? '',
    `is the largest of ${results.length} in one step, with ${largest} bytes of JSON; together they have ${bytes}, ` +
      `and at most ${limits.expressionResultBytes} are allowed. Select what is needed`,
  );
}
