import { setTimeout as sleep } from 'node:timers/promises';
import { BackendError } from '../backend-error.js';

const minuteMs = 60_000;
/** How long to wait after a 429 without a time. */
const defaultPauseMs = 10_000;

/** Lets calls through in their order of arrival, at most so many in any minute, and none while a 429 is in force. */
export class CallGate {
  private readonly times: number[] = [];
  private closedUntil = 0;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly callsPerMinute: number) {}

  async inTurn<T>(call: () => Promise<T>): Promise<T> {
    const turn = this.last.then(() => this.opening());
    this.last = turn;
    await turn;
    try {
      return await call();
    } catch (error) {
      if (error instanceof BackendError && error.fields.status === 429)
        this.closedUntil = Math.max(this.closedUntil, Date.now() + (error.fields.retryAfterMs ?? defaultPauseMs));
      throw error;
    }
  }

  private async opening(): Promise<void> {
    for (;;) {
      const now = Date.now();
      while ((this.times[0] ?? now) <= now - minuteMs) this.times.shift();
      const full = this.times.length >= this.callsPerMinute ? (this.times[0] ?? now) + minuteMs : now;
      const opensAt = Math.max(this.closedUntil, full);
      if (opensAt <= now) {
        this.times.push(now);
        return;
      }
      // The timer does not keep a worker alive.
      await sleep(opensAt - now, undefined, { ref: false });
    }
  }
}
