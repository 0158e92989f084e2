import { errorTable, type ErrorKind } from './error-table.js';

/** Thrown by an operation to answer with an error of the table, with its own message if it has one. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: number;

  constructor(
    readonly kind: ErrorKind,
    message: string = errorTable[kind].message,
  ) {
    super(message);
    this.status = errorTable[kind].status;
    this.code = errorTable[kind].code;
  }
}
