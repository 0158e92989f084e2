import { ApiError } from '../errors/api-error.js';
import { errorBody } from '../errors/envelopes.js';
import { json, type Reply } from '../http/http-message.js';
import type { Fault } from './fault.js';

/** 429. The date is on the computer's clock, as is the `Date` header beside it. */
export function throttledReply(retryAfterSeconds: number, form: Fault['retryAfterForm']): Reply {
  const body = errorBody(new ApiError('TooManyRequests'));
  if (form === 'body') return json(429, { error: 'rate_limited', retry_after: retryAfterSeconds });
  const retryAfter =
    form === 'seconds' ? String(retryAfterSeconds) : new Date(Date.now() + retryAfterSeconds * 1000).toUTCString();
  const reply = json(429, body);
  return { ...reply, headers: { ...reply.headers, 'Retry-After': retryAfter, 'X-RateLimit-Remaining': '0' } };
}
