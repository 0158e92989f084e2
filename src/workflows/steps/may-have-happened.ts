import {
  ActivityFailure,
  CancelledFailure,
  ChildWorkflowFailure,
  TerminatedFailure,
  TimeoutFailure,
} from '@temporalio/workflow';
import { failuresThatAre } from '../../contract/failure-types.js';
import { jobFailureOf } from './execute-job.js';

const mayHaveEffect = failuresThatAre('mayHaveHappened');

/**
 * Whether a failed step is to be undone. What was interrupted had been started, and may have done its work. What said
 * itself that it failed is taken at its word.
 */
export function mayHaveHappened(error: unknown): boolean {
  const { cause } = error as { cause?: unknown };
  if (error instanceof ChildWorkflowFailure || error instanceof ActivityFailure) {
    const cut = [CancelledFailure, TimeoutFailure, TerminatedFailure].some((kind) => cause instanceof kind);
    if (cut) return true;
  }
  return mayHaveEffect.includes(jobFailureOf(error)?.type ?? '');
}
