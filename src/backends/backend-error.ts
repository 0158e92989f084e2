/** How far a call got. This decides whether its effect may have happened. */
export const CallProgress = {
  /** No connection: the server cannot have seen the request. */
  notSent: 'notSent',
  /** The request may have arrived; no complete reply came. */
  noReply: 'noReply',
  /** A reply with a status came. */
  replied: 'replied',
} as const;
export type CallProgress = (typeof CallProgress)[keyof typeof CallProgress];

export interface BackendErrorFields {
  method: string;
  /** Without credentials and secret query values. */
  url: string;
  progress: CallProgress;
  /** Absent if no reply came. */
  status?: number;
  /** Text of the reply, redacted and cut. */
  body?: string;
  errorCode?: number;
  traceId?: string;
  /** `X-Correlation-ID` of the reply. */
  correlationId?: string;
  /** How long the reply asks us to wait. */
  retryAfterMs?: number;
  /** A 2xx or 3xx whose content cannot come from the API: a login page, a proxy, a wrong address. */
  notTheApi?: boolean;
  /** The reply has too much of this, so it was not read. */
  exceeds?: 'size' | 'depth' | 'number' | 'headers';
  /** A reply whose body says that the call failed, whatever its status. */
  refused?: boolean;
  /** The token was rejected and the next call gets a fresh one: this call may be sent again. */
  tokenRenewed?: boolean;
  /** The server refused this field, and the next call leaves it out: this call may be sent again. */
  leftOut?: string;
  /** The token endpoint or the credentials failed, not the call itself. */
  authentication?: boolean;
  /** The log already says so: a refusal that the connection remembers. */
  known?: boolean;
}

/** A failed call to a back end. Contains no secrets: the code that creates it redacts every field. */
export class BackendError extends Error {
  constructor(
    message: string,
    readonly fields: Readonly<BackendErrorFields>,
  ) {
    super(message);
    this.name = 'BackendError';
  }
}

/** Whether the account lacks a permission for the call. A token endpoint that refuses credentials may answer 403 too. */
export function isForbidden(error: unknown): boolean {
  return error instanceof BackendError && error.fields.status === 403 && error.fields.authentication !== true;
}
