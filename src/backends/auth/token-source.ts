import type { Redactor } from '../redactor.js';

/** A token and its lifetime; without `lifetimeMs` the lifetime is unknown. */
export interface Token {
  value: string;
  lifetimeMs?: number;
}

/** Provides the token for a call. */
export interface TokenSource {
  /** A token that stays valid for a while. At most one call to the token endpoint is in flight. */
  token(): Promise<string>;
  /** Reports that a token was rejected; false if no other token can be obtained. */
  refused(token: string): boolean;
}

/** A fixed token: no other one can be requested. */
export function fixedToken(value: string): TokenSource {
  return { token: () => Promise.resolve(value), refused: () => false };
}

/** Renewed this long before it expires, or after four fifths of a short lifetime. */
const renewAheadMs = 60_000;
/** An assumption for servers that do not report a lifetime (`/api/Account/Authenticate`). */
const assumedLifetimeMs = 60 * 60_000;

/** A token that is renewed before it expires. */
export class RenewedToken implements TokenSource {
  private current: { value: string; renewAt: number; endsAt: number } | undefined;
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
      // The identity service is unavailable, but our token is still valid.
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
