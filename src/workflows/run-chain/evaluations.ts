import { CancellationScope, proxyLocalActivities, sleep, Trigger } from '@temporalio/workflow';
import type { Activities } from '../../contract/activities.js';
import type { Evaluation, EvaluationRequest } from '../../contract/chain/evaluation.js';
import { expressionsIn, replaceExpressions } from '../../contract/chain/expression.js';
import { FailureType } from '../../contract/failure-types.js';
import { limits } from '../../contract/limits.js';
import { chainFailure } from './failures.js';
import type { IsLater } from './later-parts.js';

/** What is to be evaluated. */
export interface Asked<T> {
  given: T;
  /** JSON of an object: what expressions read. Requests with the same text share a batch. */
  scope: string;
  /** JSON of further names. */
  more?: string | undefined;
  /** A condition that is evaluated first. */
  when?: string | undefined;
  /** Parts that stay as they are. Default: none. */
  later?: IsLater | undefined;
}

interface Waiting {
  scope: string;
  request: EvaluationRequest;
  answer: Trigger<Evaluation>;
  /** Cancelled meanwhile. */
  dropped: boolean;
}

/** A step has about the same data in its commands as its expressions gave, and a message to Temporal holds 4 MB. */
const bytesPerTask = limits.expressionResultBytes / 2;

/** The values of the expressions of a run: a local activity evaluates them in batches, one after the other. */
export class Evaluations {
  private readonly waiting: Waiting[] = [];
  private working = false;
  private mustBeginTask = false;
  private bytesOfTask = 0;

  /** A value with its expressions evaluated; undefined if the condition is false. */
  async evaluate<T>({ given, scope, more, when, later = () => false }: Asked<T>): Promise<T | undefined> {
    const expressions = expressionsIn(given).flatMap(({ path, expression }) => (later(path) ? [] : [expression]));
    if (expressions.length === 0 && when === undefined) return given;
    const evaluation = await this.ask(scope, {
      expressions,
      ...(when !== undefined && { when }),
      ...(more !== undefined && { more }),
    });
    if ('failed' in evaluation) throw chainFailure(FailureType.ExpressionFailed, evaluation.failed, {});
    if ('skipped' in evaluation) return undefined;
    const values = evaluation.values.values();
    return replaceExpressions(given, (expression, path) => (later(path) ? expression : values.next().value)) as T;
  }

  /**
   * An update was accepted. If a local activity follows in the same workflow task, the SDK (1.24.0) cannot replay it:
   * "Missing associated machine for LocalActivity".
   */
  updated(): void {
    this.mustBeginTask = true;
  }

  private async ask(scope: string, request: EvaluationRequest): Promise<Evaluation> {
    const characters = scope.length + (request.more?.length ?? 0);
    if (characters > limits.expressionScopeCharacters)
      return {
        failed:
          `The expressions of this step read ${characters} characters of JSON; at most ` +
          `${limits.expressionScopeCharacters}. Reduce what steps give by their output`,
      };
    const waiting: Waiting = { scope, request, answer: new Trigger(), dropped: false };
    this.waiting.push(waiting);
    // A cancel reaches those who wait for an answer, but not a batch that others share.
    if (!this.working) void CancellationScope.nonCancellable(() => this.work());
    try {
      return await waiting.answer;
    } finally {
      waiting.dropped = true;
    }
  }

  private async work(): Promise<void> {
    this.working = true;
    // What is asked at the same moment, as by all items that begin, goes together.
    await Promise.resolve();
    if (this.mustBeginTask) await this.nextTask();
    for (let batch = this.nextBatch(); batch.length > 0; batch = this.nextBatch()) {
      const [{ scope }] = batch as [Waiting];
      try {
        const { evaluations, bytes } = await evaluator.evaluateExpressions({
          scope,
          nowMs: Date.now(),
          requests: batch.map(({ request }) => request),
        });
        for (const evaluation of evaluations) batch.shift()?.answer.resolve(evaluation);
        this.waiting.unshift(...batch);
        this.bytesOfTask += bytes;
      } catch (error) {
        for (const { answer } of batch) answer.reject(error);
      }
      if (this.mustBeginTask || this.bytesOfTask > bytesPerTask) await this.nextTask();
    }
    this.working = false;
  }

  /** Results are sent to the server at the end of a workflow task; a timer ends it. */
  private async nextTask(): Promise<void> {
    this.mustBeginTask = false;
    await sleep(1, { summary: 'Expressions in the next task' });
    this.bytesOfTask = 0;
  }

  private nextBatch(): Waiting[] {
    const wanted = this.waiting.splice(0).filter(({ dropped }) => !dropped);
    const [first] = wanted;
    const batch: Waiting[] = [];
    let characters = 0;
    for (const each of wanted) {
      characters += each.request.more?.length ?? 0;
      const fits = batch.length === 0 || characters <= limits.expressionScopeCharacters;
      if (each.scope === first?.scope && batch.length < limits.evaluationsAtOnce && fits) batch.push(each);
      else this.waiting.push(each);
    }
    return batch;
  }
}

/** An attempt may wait for a process. It fails only for reasons that pass, so it is repeated without end. */
const evaluator = proxyLocalActivities<Pick<Activities, 'evaluateExpressions'>>({
  startToCloseTimeout: '5m',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s' },
});
