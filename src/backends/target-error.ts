import type { FailureType } from '../contract/failure-types.js';

/** What the caller named does not exist, is not unique, or is more than the server can do. Asking again changes nothing. */
export class TargetError extends Error {
  constructor(
    readonly type: FailureType,
    message: string,
  ) {
    super(message);
    this.name = 'TargetError';
  }
}
