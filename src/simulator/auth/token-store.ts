import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.js';
import { credentials } from './credentials.js';

export interface Grant {
  readonly scopes: readonly string[];
  /** False: an application's, by client credentials. */
  readonly isUsers: boolean;
  readonly expiresAt: number;
}

const everything = ['OR.Default'];
const forever = Number.POSITIVE_INFINITY;

/** The access tokens handed out and not yet expired, and those made by hand. */
export class TokenStore {
  readonly #grants = new Map<string, Grant>();

  /** `endless`: tokens that were made by hand and never expire. */
  constructor(
    private readonly clock: Clock,
    readonly lifetimeSeconds: number,
    endless: readonly string[] = [credentials.personalAccessToken],
  ) {
    this.setEndless(endless);
  }

  /** Replaces all tokens made by hand. */
  setEndless(tokens: readonly string[]): void {
    for (const [token, { expiresAt }] of this.#grants) if (expiresAt === forever) this.#grants.delete(token);
    for (const token of tokens) this.#grants.set(token, { scopes: everything, isUsers: true, expiresAt: forever });
  }

  /** Ends all tokens that were handed out; those made by hand stay. */
  revoke(): void {
    for (const [token, { expiresAt }] of this.#grants) if (expiresAt !== forever) this.#grants.delete(token);
  }

  /** A new token; without scopes it belongs to a user with all rights. */
  issue(scopes?: readonly string[], lifetimeSeconds = this.lifetimeSeconds): string {
    const now = this.clock.now();
    for (const [token, { expiresAt }] of this.#grants) if (expiresAt <= now) this.#grants.delete(token);
    const token = `sim.${randomBytes(24).toString('base64url')}`;
    const expiresAt = now + lifetimeSeconds * 1000;
    this.#grants.set(token, { scopes: scopes ?? everything, isUsers: scopes === undefined, expiresAt });
    return token;
  }

  /** What a token allows that is valid now. */
  grantOf(token: string): Grant | undefined {
    const grant = this.#grants.get(token);
    return grant !== undefined && grant.expiresAt > this.clock.now() ? grant : undefined;
  }
}
