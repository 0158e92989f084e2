import type { Clock } from '../clock.js';

interface LateEffect {
  readonly at: number;
  readonly act: () => void;
}

const everyMs = 50;

/** Effects of calls that the caller has given up on long ago: a cut connection does not end a server's work. */
export class LateEffects {
  #waiting: LateEffect[] = [];

  constructor(private readonly clock: Clock) {}

  add(afterMs: number, act: () => void): void {
    this.#waiting.push({ at: this.clock.now() + afterMs, act });
  }

  /** Performs what is due, in the order of time. */
  runDue(): void {
    const now = this.clock.now();
    const due = this.#waiting.filter(({ at }) => at <= now).sort((left, right) => left.at - right.at);
    if (due.length === 0) return;
    this.#waiting = this.#waiting.filter(({ at }) => at > now);
    for (const { act } of due) act();
  }

  /** Performs what is due between calls. Returns the function that ends this. */
  watch(): () => void {
    const timer = setInterval(() => this.runDue(), everyMs).unref();
    return () => clearInterval(timer);
  }

  clear(): void {
    this.#waiting = [];
  }
}
