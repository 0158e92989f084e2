import { ApplicationFailure } from '@temporalio/workflow';
import { FailureType } from '../../contract/failure-types.js';
import { didYouMean } from '../../shared/near-names.js';

/** Refuses an update in its validator: nothing of it enters the history. */
export function refuseUpdate(path: string, message: string): never {
  throw ApplicationFailure.nonRetryable(`${path} ${message}`, FailureType.InvalidInput, {
    faults: [{ path, message }],
  });
}

/** Refuses an update for a step that does not wait for it, and says which ones do. */
export function refuseUnlessWaiting(step: unknown, waiting: readonly string[], forWhat: string): void {
  if (typeof step === 'string' && waiting.includes(step)) return;
  const hint = typeof step === 'string' ? didYouMean(step, waiting) : '';
  refuseUpdate('step', `does not wait for ${forWhat}${hint} Waiting: ${waiting.join(', ') || 'none'}`);
}
