import { ApplicationFailure, CancellationScope, log } from '@temporalio/workflow';
import { fitting } from '../../contract/bounded.js';
import { limits } from '../../contract/limits.js';
import { cut } from '../../shared/cut.js';
import { FailureType } from '../../contract/failure-types.js';
import { jobFailureOf } from './execute-job.js';
import { mayHaveHappened } from './may-have-happened.js';

/** What a compensation knows about its step. */
export type StepEnd<T> = { completed: true; result: T } | { completed: false; error: unknown };

interface Compensation {
  name: string;
  run: () => Promise<unknown>;
}

/** Steps with their compensations. Created by {@link saga}. */
export class Saga {
  private readonly compensations: Compensation[] = [];

  /**
   * Runs a step. If the saga fails, `compensate` undoes it, even if the step itself was cancelled, stopped or timed
   * out, or its outcome is unknown. It does not run if the job faulted or was refused.
   */
  async step<T>(name: string, run: () => Promise<T>, compensate: (end: StepEnd<T>) => Promise<unknown>): Promise<T> {
    try {
      const result = await run();
      this.compensations.push({ name, run: () => compensate({ completed: true, result }) });
      return result;
    } catch (error) {
      if (mayHaveHappened(error)) this.compensations.push({ name, run: () => compensate({ completed: false, error }) });
      throw error;
    }
  }

  /** Adds a compensation for something done outside of a step. */
  add(name: string, compensate: () => Promise<unknown>): void {
    this.compensations.push({ name, run: compensate });
  }

  /** Undoes the newest first, each once, even if others fail. A cancel does not interrupt it. */
  async compensate(): Promise<{ undone: string[]; notUndone: { name: string; reason: string }[] }> {
    const undone: string[] = [];
    const notUndone: { name: string; reason: string }[] = [];
    await CancellationScope.nonCancellable(async () => {
      for (let next = this.compensations.pop(); next; next = this.compensations.pop()) {
        try {
          await next.run();
          undone.push(next.name);
        } catch (error) {
          const reason = cut(textOf(error), limits.reasonCharacters);
          log.error('A compensation failed', { step: next.name, reason });
          notUndone.push({ name: next.name, reason });
        }
      }
    });
    return { undone, notUndone };
  }
}

const textOf = (error: unknown): string =>
  jobFailureOf(error)?.message ?? (error instanceof Error ? error.message : String(error));

/**
 * Runs steps and, if a later one fails or the workflow is cancelled, undoes them, newest first. The original error is
 * thrown at the end; if something could not be undone, as the cause of `CompensationIncomplete`.
 */
export async function saga<T>(body: (saga: Saga) => Promise<T>): Promise<T> {
  const steps = new Saga();
  try {
    return await body(steps);
  } catch (error) {
    const { undone, notUndone } = await steps.compensate();
    if (notUndone.length === 0) throw error;
    const first = cut(textOf(error), limits.reasonCharacters);
    throw ApplicationFailure.create({
      type: FailureType.CompensationIncomplete,
      message: cut(
        `${first}; not undone: ${notUndone.map(({ name, reason }) => `${name} (${reason})`).join(', ')}`,
        limits.messageCharacters,
      ),
      nonRetryable: true,
      details: [fitting({ undone, notUndone })],
      ...(error instanceof Error && { cause: error }),
    });
  }
}
