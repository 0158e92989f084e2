import {
  ActivityFailure,
  CancelledFailure,
  ChildWorkflowFailure,
  TerminatedFailure,
  TimeoutFailure,
} from '@temporalio/workflow';
import { FailureType } from '../../contract/failure-types.js';
import { jobFailureOf } from './execute-job.js';

/** Failures after which a step may have had its effect, or a part of it. */
const interrupted: readonly string[] = [
  FailureType.StartOutcomeUnknown,
  FailureType.StopNotConfirmed,
  FailureType.JobStopped,
  FailureType.JobTimedOut,
  FailureType.StepTimedOut,
  FailureType.CompensationIncomplete,
  FailureType.OutputTooLarge,
  FailureType.JobLost,
];

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
  return interrupted.includes(jobFailureOf(error)?.type ?? '');
}
