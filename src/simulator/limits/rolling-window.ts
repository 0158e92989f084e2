import type { Clock } from '../clock.js';

export interface Permission {
  readonly allowed: boolean;
  /** Calls left in the window after this one. */
  readonly remaining: number;
  /** Of a refused call: whole seconds until the next one can succeed. */
  readonly retryAfterSeconds: number;
}

/** At most `limit` calls in any `windowMs`. Refused calls do not count. */
export class RollingWindow {
  #times: number[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly limit: number,
    private readonly windowMs: number,
  ) {}

  take(): Permission {
    const now = this.clock.now();
    this.#times = this.#times.filter((time) => time > now - this.windowMs);
    const allowed = this.#times.length < this.limit;
    if (allowed) this.#times.push(now);
    const oldest = this.#times[0] ?? now;
    return {
      allowed,
      remaining: this.limit - this.#times.length,
      retryAfterSeconds: allowed ? 0 : Math.max(1, Math.ceil((oldest + this.windowMs - now) / 1000)),
    };
  }
}
