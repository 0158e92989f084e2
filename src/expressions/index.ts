export { evaluateBatch } from './evaluate-batch.js';
export { createEvaluator, type Evaluator } from './evaluator.js';
