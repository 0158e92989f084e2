/** Expressions that are evaluated together because one part of a step needs them. */
export interface EvaluationRequest {
  /** A condition; if it is false, nothing else is evaluated. */
  when?: string;
  expressions: string[];
  /** JSON of an object: what they can read beside the scope of the batch, such as `item`. */
  more?: string;
}

export interface EvaluateInput {
  /** JSON of an object: what the expressions read. It is text because only the process that evaluates needs more. */
  scope: string;
  /** The time of the workflow, for `$now()`; milliseconds since the epoch. */
  nowMs: number;
  requests: EvaluationRequest[];
}

/** The outcome of a request. `failed` is the message of an `ExpressionFailed`. */
export type Evaluation = { values: unknown[] } | { skipped: true } | { failed: string };

export interface EvaluateResult {
  /** One for each request, in their order, but perhaps only for the first of them: ask again for the others. */
  evaluations: Evaluation[];
  /** Size of the values in the history. */
  bytes: number;
}
