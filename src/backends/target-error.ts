import type { FailureDetails } from '../contract/failure-details.js';
import { FailureType } from '../contract/failure-types.js';

/** What the caller named does not exist, is not unique, or is more than the server can do. Asking again changes nothing. */
export class TargetError extends Error {
  constructor(
    readonly type: FailureType,
    message: string,
    /** What the failure says beside its message. */
    readonly details: FailureDetails = {},
  ) {
    super(message);
    this.name = 'TargetError';
  }
}

/** A field of the input that is wrong in a way that only the back end can tell. */
export function invalidField(path: string, message: string): TargetError {
  return new TargetError(FailureType.InvalidInput, `${path} ${message}`, { faults: [{ path, message }] });
}
