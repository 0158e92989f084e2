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
 * Whether a failed step needs to be undone. A step that was interrupted may have done its work; a step that reported
 * its own failure has not.
 */
export function mayHaveHappened(error: unknown): boolean {
  const { cause } = error as { cause?: unknown };
  if (error instanceof ChildWorkflowFailure || error instanceof ActivityFailure) {
    const cut = [CancelledFailure, TimeoutFailure, TerminatedFailure].some((kind) => cause instanceof kind);
    if (cut) return true;
  }
  return mayHaveEffect.includes(jobFailureOf(error)?.type ?? '');
}
