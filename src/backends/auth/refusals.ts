import { BackendError } from '../backend-error.js';

/** The first and the longest time between two tries with refused credentials. Orchestrator locks for five minutes. */
const intervalMs = { first: 10_000, longest: 600_000 };

/** Receives news about a connection, each once. */
export type Report = (news: string) => void;

/**
 * What a connection knows about refused credentials. They are tried once in a growing interval for all callers
 * together, because a server locks an account after some refusals; until then callers get the last refusal.
 */
export class Refusals {
  private inForce: { error: BackendError; until: number; interval: number; trying: boolean } | undefined;

  constructor(private readonly report: Report = () => undefined) {}

  /** Fails with the last refusal unless it is time for another try, which is then this caller's. */
  check(): void {
    const { inForce } = this;
    if (!inForce) return;
    const now = Date.now();
    if (now < inForce.until) throw inForce.error;
    inForce.until = now + inForce.interval;
    inForce.trying = true;
  }

  /** Remembers a refusal; returns the error for the caller. */
  refused(error: BackendError): BackendError {
    const { inForce } = this;
    if (inForce && !inForce.trying) return inForce.error;
    const interval = Math.min(inForce ? inForce.interval * 2 : intervalMs.first, intervalMs.longest);
    const until = Date.now() + interval;
    const message = `${error.message}; the credentials are not tried again before ${new Date(until).toISOString()}`;
    const remembered = new BackendError(message, { ...error.fields, authentication: true, known: true });
    this.inForce = { error: remembered, until, interval, trying: false };
    if (inForce) return remembered;
    this.report(
      `The credentials were refused: ${error.message}. They are tried again after ${intervalMs.first / 1000} s, then ` +
        `less and less often, at least every ${intervalMs.longest / 60_000} min. Jobs that run are followed after that`,
    );
    return error;
  }

  accepted(): void {
    if (this.inForce) this.report('The credentials are accepted again');
    this.inForce = undefined;
  }
}

/** A call that is refused twice, with a fresh token too, may be the only one: others succeed, and end the row. */
const verdictAfter = 4;

/** Counts refusals of tokens by calls without a success between them. One odd call is not a verdict. */
export class RefusedCalls {
  private inARow = 0;

  constructor(private readonly refusals: Refusals) {}

  get any(): boolean {
    return this.inARow > 0;
  }

  refused(error: BackendError): void {
    this.inARow += 1;
    if (this.inARow >= verdictAfter) this.refusals.refused(error);
  }

  accepted(): void {
    this.inARow = 0;
    this.refusals.accepted();
  }
}
