import { BackendError } from '../backend-error.js';
import type { Redactor } from '../redactor.js';
import { Refusals, RefusedCalls, type Report } from './refusals.js';

/** A token and its lifetime; without `lifetimeMs` the lifetime is unknown. */
export interface Token {
  value: string;
  lifetimeMs?: number;
}

/** Provides the token for a call. */
export interface TokenSource {
  /** A token that stays valid for a while. At most one call to the token endpoint is in flight. */
  token(): Promise<string>;
  /** When that token was issued to us; undefined for a fixed one, and for one that has been replaced. */
  madeAt(token: string): number | undefined;
  /** Reports that a call was refused because of its token; false if no other token can be obtained. */
  refused(token: string, error: BackendError): boolean;
  /** Reports that a call with a token succeeded. */
  accepted(): void;
}

/** A fixed token or key: no other one can be requested. */
export function fixedToken(value: string, report?: Report): TokenSource {
  const refusals = new Refusals(report);
  const calls = new RefusedCalls(refusals);
  return {
    token: async () => (await Promise.resolve(), refusals.check(), value),
    madeAt: () => undefined,
    refused: (_token, error) => (calls.refused(error), false),
    accepted: () => calls.accepted(),
  };
}

/** Renewed this long before it expires, or after four fifths of a short lifetime. */
const renewAheadMs = 60_000;
/** An assumption for servers that do not report a lifetime (`/api/Account/Authenticate`). */
const assumedLifetimeMs = 60 * 60_000;

/** A token that is renewed before it expires. */
export class RenewedToken implements TokenSource {
  private current: { value: string; madeAt: number; renewAt: number; endsAt: number } | undefined;
  private flight: Promise<string> | undefined;
  private readonly refusals: Refusals;
  private readonly calls: RefusedCalls;

  constructor(
    private readonly request: () => Promise<Token>,
    private readonly redactor: Redactor,
    report?: Report,
  ) {
    this.refusals = new Refusals(report);
    this.calls = new RefusedCalls(this.refusals);
  }

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

  madeAt(token: string): number | undefined {
    return this.current?.value === token ? this.current.madeAt : undefined;
  }

  refused(token: string, error: BackendError): boolean {
    // Other calls may have been refused with the same token, or with one that has been replaced.
    if (this.current?.value !== token) return true;
    this.current = undefined;
    this.calls.refused(error);
    return true;
  }

  accepted(): void {
    this.calls.accepted();
  }

  private async renew(): Promise<string> {
    const { value, lifetimeMs = assumedLifetimeMs } = await this.signIn();
    this.redactor.add(value);
    const now = Date.now();
    this.current = {
      value,
      madeAt: now,
      renewAt: now + Math.max(lifetimeMs * 0.8, lifetimeMs - renewAheadMs),
      endsAt: now + lifetimeMs,
    };
    return value;
  }

  private async signIn(): Promise<Token> {
    this.refusals.check();
    try {
      const token = await this.request();
      // The calls that were refused despite a token must succeed first.
      if (!this.calls.any) this.refusals.accepted();
      return token;
    } catch (error) {
      if (!(error instanceof BackendError) || error.fields.authentication !== true) throw error;
      throw this.refusals.refused(error);
    }
  }
}
