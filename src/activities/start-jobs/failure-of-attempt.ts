import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { Sent } from '../../contract/activities.js';
import { detailsOf } from '../../contract/failure-details.js';

export interface AttemptEnd {
  sent: Sent;
  /** Whether the caller itself starts again after a doubt: see `StartJobsInput.endInDoubt`. */
  endInDoubt: boolean;
  /** Whether the run was cancelled; false if the worker shuts down. */
  cancelRequested: boolean;
}

/** The failure of an attempt, which always says what was sent, because the workflow relies on it after a cancel. */
export function failureOfAttempt(error: unknown, { sent, endInDoubt, cancelRequested }: AttemptEnd): unknown {
  const told =
    error instanceof CancelledFailure && detailsOf(error).sent === undefined
      ? new CancelledFailure(error.message, [{ sent }])
      : error;
  const ends = endInDoubt && sent === 'doubtful' && !(told instanceof CancelledFailure && cancelRequested);
  if (!ends || !(told instanceof Error)) return told;
  const { message, name } = told;
  if (!(told instanceof ApplicationFailure))
    return ApplicationFailure.create({ message, type: name, nonRetryable: true, details: [{ sent, againAfterMs: 0 }] });
  if (told.nonRetryable === true) return told;
  const { type, nextRetryDelay, category } = told;
  // The SDK (1.24.0) does not give a workflow the delay of a failure, so the details carry it.
  const againAfterMs = typeof nextRetryDelay === 'number' ? nextRetryDelay : 0;
  return ApplicationFailure.create({
    message,
    nonRetryable: true,
    details: [{ ...detailsOf(told), sent, againAfterMs }],
    ...(typeof type === 'string' && { type }),
    ...(category !== undefined && category !== null && { category }),
  });
}
