import type { FailureDetails } from '../contract/failure-details.js';
import { FailureType } from '../contract/failure-types.js';

/** The target does not exist, is ambiguous, or is beyond what the server can do. Retrying changes nothing. */
export class TargetError extends Error {
  constructor(
    readonly type: FailureType,
    message: string,
    /** The details of the failure, in addition to its message. */
    readonly details: FailureDetails = {},
  ) {
    super(message);
    this.name = 'TargetError';
  }
}

/** An input field with a fault that only the back end can detect. */
export function invalidField(path: string, message: string): TargetError {
  return new TargetError(FailureType.InvalidInput, `${path} ${message}`, { faults: [{ path, message }] });
}
