import type { Redactor } from '../redactor.js';

/** A token and until when it is good; no `lifetimeMs`: nobody knows. */
export interface Token {
  value: string;
  lifetimeMs?: number;
}

/** Gives the token for a call. */
export interface TokenSource {
  /** A token that is good for a while. One call at most is on its way to the token endpoint. */
  token(): Promise<string>;
  /** Tells that a token was refused; false when there is no other to be had. */
  refused(token: string): boolean;
}

/** A token that somebody made by hand: there is no other. */
export function fixedToken(value: string): TokenSource {
  return { token: () => Promise.resolve(value), refused: () => false };
}

/** Renewed this long before it ends, or at four fifths of a short life. */
const renewAheadMs = 60_000;
/** ORCH's assumption for servers that do not tell (`/api/Account/Authenticate`). */
const assumedLifetimeMs = 60 * 60_000;

/** A token that is asked for again before it ends. */
export class RenewedToken implements TokenSource {
  private current: { value: string; renewAt: number; endsAt: number } | undefined;
  private previous: string | undefined;
  private flight: Promise<string> | undefined;

  constructor(
    private readonly request: () => Promise<Token>,
    private readonly redactor: Redactor,
  ) {}

  async token(): Promise<string> {
    const { current } = this;
    const now = Date.now();
    if (current && now < current.renewAt) return current.value;
    this.flight ??= this.renew().finally(() => (this.flight = undefined));
    try {
      return await this.flight;
    } catch (error) {
      // The identity service is away, but what we hold is still good.
      if (current && current === this.current && now < current.endsAt) return current.value;
      throw error;
    }
  }

  refused(token: string): boolean {
    if (this.current?.value === token) this.current = undefined;
    return true;
  }

  private async renew(): Promise<string> {
    const { value, lifetimeMs = assumedLifetimeMs } = await this.request();
    // Replies to calls under way may still echo the token before.
    if (this.previous !== undefined && this.previous !== value) this.redactor.remove(this.previous);
    this.previous = this.current?.value;
    this.redactor.add(value);
    const now = Date.now();
    this.current = {
      value,
      renewAt: now + Math.max(lifetimeMs * 0.8, lifetimeMs - renewAheadMs),
      endsAt: now + lifetimeMs,
    };
    return value;
  }
}
