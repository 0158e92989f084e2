import type { Activities } from '../contract/activities.js';
import type { ActivityDependencies } from './shared/dependencies.js';

/** Evaluates expressions in processes that can be ended. What it rejects with may pass, so Temporal tries it again. */
export const createEvaluateExpressions =
  ({ evaluator }: Pick<ActivityDependencies, 'evaluator'>): Activities['evaluateExpressions'] =>
  (input) => {
    if (!evaluator) throw new TypeError('This worker evaluates no expressions');
    return evaluator.evaluate(input);
  };
