import { ApiError } from '../errors/api-error.js';
import { errorBody } from '../errors/envelopes.js';
import { json, type Reply } from '../http/http-message.js';
import type { Fault } from './fault.js';

type Wait = Pick<Fault, 'retryAfterSeconds' | 'retryAfterForm' | 'retryAfter'>;

/** A reply with the headers that say how long to wait. The date is on the computer's clock, as is `Date` beside it. */
export function throttled(reply: Reply, { retryAfterSeconds, retryAfterForm, retryAfter }: Wait): Reply {
  const text =
    retryAfterForm === 'date'
      ? new Date(Date.now() + retryAfterSeconds * 1000).toUTCString()
      : (retryAfter ?? String(retryAfterSeconds));
  return { ...reply, headers: { ...reply.headers, 'Retry-After': text, 'X-RateLimit-Remaining': '0' } };
}

const jsonNumber = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** As an edge server says it. The body is written by hand, because JavaScript does not write any number as `1e400`. */
export function throttledInBody(status: number, { retryAfterSeconds, retryAfter }: Wait): Reply {
  const text = retryAfter ?? String(retryAfterSeconds);
  const value = jsonNumber.test(text) ? text : JSON.stringify(text);
  return { ...json(status, {}), body: `{"error":"rate_limited","retry_after":${value}}` };
}

/** Orchestrator's own 429. */
export function throttledReply(retryAfterSeconds: number): Reply {
  const reply = json(429, errorBody(new ApiError('TooManyRequests')));
  return throttled(reply, { retryAfterSeconds, retryAfterForm: 'seconds' });
}
