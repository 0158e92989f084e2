import type { FailureType } from '../contract/failure-types.js';

/** A file that could not be stored or opened. */
export class DestinationError extends Error {
  constructor(
    readonly type: FailureType,
    message: string,
    /** Whether the same may work later. */
    readonly retryable: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'DestinationError';
  }
}
