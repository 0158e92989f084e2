import { ApplicationFailure, isCancellation, TemporalFailure } from '@temporalio/workflow';
import type { FailureDetails } from '../../contract/failure-details.js';
import { FailureType } from '../../contract/failure-types.js';
import { shortened } from '../../shared/shortened.js';
import { jobFailureOf } from '../steps/execute-job.js';

/** A final failure of a step or a chain. */
export function chainFailure(
  type: string,
  message: string,
  details: FailureDetails,
  cause?: unknown,
): ApplicationFailure {
  return ApplicationFailure.create({
    type,
    message,
    nonRetryable: true,
    details: [details],
    ...(cause instanceof Error && { cause }),
  });
}

export const outputTooLarge = (name: string, why: string): ApplicationFailure =>
  chainFailure(
    FailureType.OutputTooLarge,
    `The output of '${name}' was not kept: ${why}. Map what later steps need by output`,
    {},
  );

/** An error as people see it: its type (docs/failures.md) and its text, shortened if it is long. */
export function describeError(error: unknown): { type: string; message: string } {
  const { type, message } = jobFailureOf(error) ?? otherFailure(error);
  return { type, message: shortened(message, 500) };
}

function otherFailure(error: unknown): { type: string; message: string } {
  if (isCancellation(error)) return { type: 'Cancelled', message: 'Cancelled' };
  if (error instanceof TemporalFailure && error.cause instanceof Error)
    return { type: error.cause.name, message: error.cause.message };
  return error instanceof Error
    ? { type: error.name, message: error.message }
    : { type: 'Error', message: String(error) };
}
