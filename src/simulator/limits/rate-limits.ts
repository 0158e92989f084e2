import type { Clock } from '../clock.js';
import { throttledReply } from '../faults/throttled-reply.js';
import type { Reply } from '../http/http-message.js';
import { RollingWindow } from './rolling-window.js';

export interface RateLimitSettings {
  /** The cloud's documented limit is 100 per minute and tenant; undefined: no limit, as on-premises. */
  readonly jobsListPerMinute?: number;
}

/** What the cloud documents for the list of jobs. A single job and StartJobs are not limited. */
export const documentedRateLimits: Required<RateLimitSettings> = { jobsListPerMinute: 100 };

const minuteMs = 60_000;

/** The limits of one tenant. */
export class RateLimits {
  readonly #jobsList: RollingWindow | undefined;

  constructor(clock: Clock, { jobsListPerMinute }: RateLimitSettings) {
    this.#jobsList =
      jobsListPerMinute === undefined ? undefined : new RollingWindow(clock, jobsListPerMinute, minuteMs);
  }

  /** Answers a call to the list of jobs, or refuses it. */
  jobsList(answer: () => Reply): Reply {
    if (this.#jobsList === undefined) return answer();
    const { allowed, remaining, retryAfterSeconds } = this.#jobsList.take();
    if (!allowed) return throttledReply(retryAfterSeconds);
    const reply = answer();
    // Seen on the cloud: the header reads 0 as soon as fewer than 10 calls are left.
    return { ...reply, headers: { ...reply.headers, 'X-RateLimit-Remaining': String(remaining < 10 ? 0 : remaining) } };
  }
}
