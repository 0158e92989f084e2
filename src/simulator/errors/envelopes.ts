import { randomBytes } from 'node:crypto';
import type { ApiError } from './api-error.js';
import type { ErrorKind } from './error-table.js';

/** These come from the framework below Orchestrator and carry its envelope. */
const abpDetails: Partial<Record<ErrorKind, string>> = {
  NotAuthenticated: 'You should be authenticated (sign in) in order to perform this operation.',
  NotAuthorized: 'You are not allowed to perform this operation.',
};

/** The body of an error reply. */
export function errorBody(error: ApiError): Record<string, unknown> {
  // The login's refusal was recorded in the older envelope.
  if (error.kind === 'InvalidCredentials') return { message: error.message, errorCode: error.code, resourceIds: null };
  const details = abpDetails[error.kind];
  return details === undefined ? plainBody(error.message, error.code) : abpBody(error.message, error.code, details);
}

export function plainBody(message: string, errorCode: number): Record<string, unknown> {
  return { message, errorCode, traceId: traceId() };
}

function abpBody(message: string, code: number, details: string): Record<string, unknown> {
  return {
    message,
    errorCode: code,
    result: null,
    targetUrl: null,
    success: false,
    error: { code, message, details, validationErrors: null },
    unAuthorizedRequest: true,
    __abp: true,
  };
}

function traceId(): string {
  return `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
}
