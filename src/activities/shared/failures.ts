import { ApplicationFailure, ApplicationFailureCategory, type ApplicationFailureOptions } from '@temporalio/common';
import { BackendError, type BackendErrorFields } from '../../backends/backend-error.js';
import { type CallPurpose, classifyFailure } from '../../backends/failure-table.js';
import { TargetError } from '../../backends/target-error.js';
import { detailsOf, type FailureDetails } from '../../contract/failure-details.js';
import { FailureType } from '../../contract/failure-types.js';
import { didYouMean } from '../../shared/near-names.js';
import { type Destination, DestinationError, defaultDestination } from '../../destinations/index.js';
import type { ActivityDependencies } from './dependencies.js';

/** Builds the failure of an activity. It contains only the redacted text of the error. */
export function activityFailure(error: unknown, purpose: CallPurpose, details: FailureDetails = {}): unknown {
  if (error instanceof ApplicationFailure) return error;
  if (error instanceof DestinationError)
    return ApplicationFailure.create({
      type: error.type,
      message: error.message,
      nonRetryable: !error.retryable,
      details: [details],
    });
  const outcome = classifyFailure(error, purpose);
  if (!outcome || !(error instanceof Error)) return error;
  const { status, errorCode, traceId, correlationId } =
    error instanceof BackendError ? error.fields : ({} as Partial<BackendErrorFields>);
  return ApplicationFailure.create({
    type: outcome.type,
    message: error.message,
    nonRetryable: !outcome.retryable,
    details: [
      { status, errorCode, traceId, correlationId, ...(error instanceof TargetError && error.details), ...details },
    ],
    // The worker logs it at DEBUG: many runs meet one refusal of credentials.
    ...(error instanceof BackendError &&
      error.fields.known === true && { category: ApplicationFailureCategory.BENIGN }),
    // Temporal treats a delay of 0 as the end of the retries; without a delay, the retry policy decides.
    ...(outcome.delayMs !== undefined && outcome.delayMs > 0 && { nextRetryDelay: outcome.delayMs }),
  });
}

/** A failure with additional details. */
export function withDetails(failure: unknown, more: FailureDetails): unknown {
  if (!(failure instanceof ApplicationFailure)) return failure;
  return copyOf(failure, { details: [{ ...detailsOf(failure), ...more }] });
}

/** The same failure, but retryable. */
export const asRetryable = (failure: ApplicationFailure): ApplicationFailure =>
  copyOf(failure, { nonRetryable: false });

/** A failure with another delay before the next attempt. */
export function withDelay(failure: ApplicationFailure, delayMs: number): ApplicationFailure {
  const copy = copyOf(failure, { nextRetryDelay: delayMs });
  if (failure.stack !== undefined) copy.stack = failure.stack;
  return copy;
}

export function copyOf(failure: ApplicationFailure, changed: ApplicationFailureOptions): ApplicationFailure {
  const { type, message, nonRetryable, nextRetryDelay, category, details } = failure;
  return ApplicationFailure.create({
    message,
    ...(details && { details }),
    ...(typeof type === 'string' && { type }),
    ...(typeof nonRetryable === 'boolean' && { nonRetryable }),
    ...(nextRetryDelay !== undefined && nextRetryDelay !== null && { nextRetryDelay }),
    ...(category !== undefined && category !== null && { category }),
    ...changed,
  });
}

/** An expected "not yet": logged at DEBUG, not counted as a failure; the UI shows what the activity waits for. */
export function notYet(message: string, delayMs: number, details: FailureDetails): ApplicationFailure {
  const failure = ApplicationFailure.create({
    type: FailureType.JobNotFinished,
    message,
    nextRetryDelay: delayMs,
    category: ApplicationFailureCategory.BENIGN,
    details: [details],
  });
  // A stack trace of a wait would be of no use in the UI.
  failure.stack = message;
  return failure;
}

/** A destination, or a failure that lists the configured ones. `path`: where the input names it. */
export function destinationOf(
  { destinations = new Map() }: ActivityDependencies,
  name = defaultDestination,
  path = 'destination',
): Destination {
  const destination = destinations.get(name);
  if (destination) return destination;
  throw notConfigured(path, name, [...destinations.keys()]);
}

/** The failure for a name that the worker does not know. `path`: where the input names it. */
export function notConfigured(path: string, name: string, names: string[]): ApplicationFailure {
  return invalidInput(
    path,
    `'${name}' is not configured${didYouMean(name, names) || '.'} Configured: ${names.join(', ') || 'none'}`,
  );
}

export function invalidInput(path: string, message: string): ApplicationFailure {
  return ApplicationFailure.create({
    type: FailureType.InvalidInput,
    message: `${path} ${message}`,
    nonRetryable: true,
    details: [{ faults: [{ path, message }] }],
  });
}
