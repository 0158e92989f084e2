import type { FailureType } from '../contract/failure-types.js';

/** A file that could not be stored or opened. */
export class DestinationError extends Error {
  constructor(
    readonly type: FailureType,
    message: string,
    /** Whether a retry may succeed. */
    readonly retryable: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'DestinationError';
  }
}
