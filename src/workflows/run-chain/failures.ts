import { ApplicationFailure, isCancellation, TemporalFailure } from '@temporalio/workflow';
import { fitting } from '../../contract/bounded.js';
import { limits } from '../../contract/limits.js';
import { cut, jsonBytes } from '../../shared/cut.js';
import type { FailureDetails } from '../../contract/failure-details.js';
import { FailureType } from '../../contract/failure-types.js';
import { withoutStack } from '../shared/failures.js';
import { jobFailureOf } from '../steps/execute-job.js';

/** A final failure of a step or a chain. */
export function chainFailure(
  type: string,
  message: string,
  details: FailureDetails,
  cause?: unknown,
): ApplicationFailure {
  return withoutStack(
    ApplicationFailure.create({
      type: cut(type, limits.nameCharacters),
      message: cut(message, limits.messageCharacters),
      nonRetryable: true,
      details: [fitting(details)],
      ...(cause instanceof Error && { cause: shortCause(cause) }),
    }),
  );
}

/** A cause that fits beside the details of a failure; a large one keeps its type and the beginning of its message. */
function shortCause(cause: Error): Error {
  const { message } = cause;
  const bytes = jsonBytes([message, cause.stack, 'details' in cause ? cause.details : undefined]);
  const inner = cause.cause instanceof Error ? shortCause(cause.cause) : undefined;
  if (bytes <= limits.failureDetailsBytes / 4 && inner === cause.cause) return cause;
  return ApplicationFailure.create({
    message: cut(message, limits.messageCharacters),
    type: cut(describeError(cause).type, limits.nameCharacters),
    ...(inner && { cause: inner }),
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
  return { type: cut(type, limits.nameCharacters), message: cut(message, limits.reasonCharacters) };
}

function otherFailure(error: unknown): { type: string; message: string } {
  if (isCancellation(error)) return { type: 'Cancelled', message: 'Cancelled' };
  if (error instanceof TemporalFailure && error.cause instanceof Error)
    return { type: error.cause.name, message: error.cause.message };
  return error instanceof Error
    ? { type: error.name, message: error.message }
    : { type: 'Error', message: String(error) };
}
