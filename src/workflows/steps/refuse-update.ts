import { ApplicationFailure } from '@temporalio/workflow';
import { limits } from '../../contract/limits.js';
import { cut } from '../../shared/cut.js';
import { FailureType } from '../../contract/failure-types.js';
import { didYouMean } from '../../shared/near-names.js';

/** Rejects an update in its validator, so that nothing of it enters the history. */
export function refuseUpdate(path: string, message: string): never {
  throw ApplicationFailure.nonRetryable(cut(`${path} ${message}`, limits.messageCharacters), FailureType.InvalidInput, {
    faults: [{ path, message: cut(message, limits.messageCharacters) }],
  });
}

/** Rejects an update for a step that is not waiting for it; the error lists the steps that are. */
export function refuseUnlessWaiting(step: unknown, waiting: readonly string[], forWhat: string): void {
  if (typeof step === 'string' && waiting.includes(step)) return;
  const hint = typeof step === 'string' ? didYouMean(step, waiting) : '';
  refuseUpdate('step', `does not wait for ${forWhat}${hint} Waiting: ${waiting.join(', ') || 'none'}`);
}
