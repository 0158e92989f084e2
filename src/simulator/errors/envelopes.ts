import { randomBytes } from 'node:crypto';
import type { ApiError } from './api-error.js';
import type { ErrorKind } from './error-table.js';

/** These come from the framework below Orchestrator and carry its envelope. */
const abpDetails: Partial<Record<ErrorKind, string>> = {
  NotAuthenticated: 'You should be authenticated (sign in) in order to perform this operation.',
  NotAuthorized: 'You are not allowed to perform this operation.',
  InvalidCredentials: 'The combination of tenant, user name and password is not known.',
};

/** The body of an error reply. */
export function errorBody(error: ApiError): Record<string, unknown> {
  const details = abpDetails[error.kind];
  return details === undefined
    ? plainBody(error.message, error.code)
    : abpBody(error.message, error.code, details, error.kind !== 'InvalidCredentials');
}

export function plainBody(message: string, errorCode: number): Record<string, unknown> {
  return { message, errorCode, traceId: traceId() };
}

function abpBody(message: string, code: number, details: string, unAuthorized: boolean): Record<string, unknown> {
  return {
    message,
    errorCode: code,
    result: null,
    targetUrl: null,
    success: false,
    error: { code, message, details, validationErrors: null },
    unAuthorizedRequest: unAuthorized,
    __abp: true,
  };
}

function traceId(): string {
  return `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
}
