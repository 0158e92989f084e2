import { ApiError } from '../errors/api-error.js';
import { errorBody } from '../errors/envelopes.js';
import { json, type Reply } from '../http/http-message.js';
import type { Fault } from './fault.js';

type Wait = Pick<Fault, 'retryAfterSeconds' | 'retryAfterForm'>;

/** A 429 with the headers that say how long to wait. The date is on the computer's clock, as is `Date` beside it. */
export function throttled(reply: Reply, { retryAfterSeconds, retryAfterForm }: Wait): Reply {
  const retryAfter =
    retryAfterForm === 'seconds'
      ? String(retryAfterSeconds)
      : new Date(Date.now() + retryAfterSeconds * 1000).toUTCString();
  return { ...reply, headers: { ...reply.headers, 'Retry-After': retryAfter, 'X-RateLimit-Remaining': '0' } };
}

/** As an edge server says it. */
export function throttledInBody(retryAfterSeconds: number): Reply {
  return json(429, { error: 'rate_limited', retry_after: retryAfterSeconds });
}

/** Orchestrator's own 429. */
export function throttledReply(retryAfterSeconds: number): Reply {
  const reply = json(429, errorBody(new ApiError('TooManyRequests')));
  return throttled(reply, { retryAfterSeconds, retryAfterForm: 'seconds' });
}
