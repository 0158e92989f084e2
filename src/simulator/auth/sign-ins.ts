import type { Clock } from '../clock.js';
import { credentials, type Credentials } from './credentials.js';

export interface SignInSettings {
  /** So many refusals in a row lock an account; null, the default, never does. */
  readonly lockAfter: number | null;
  /** How long an account stays locked, on the simulator's clock. */
  readonly lockMs: number;
}

/** What Orchestrator does by default: ten refusals lock an account for five minutes. */
export const documentedLock: SignInSettings = { lockAfter: 10, lockMs: 300_000 };

/** A user name or client id that somebody has tried to sign in with. */
export interface SignInAccount {
  readonly name: string;
  readonly allowed: number;
  readonly refused: number;
  /** ISO time on the simulator's clock; null if it is not locked. */
  readonly lockedUntil: string | null;
}

interface Record {
  allowed: number;
  refused: number;
  inARow: number;
  lockedUntil: number;
}

/** Decides which sign-ins succeed. A locked account gets the answer for a wrong password, the stricter reading. */
export class SignIns {
  credentials: Credentials = credentials;
  settings: SignInSettings = { ...documentedLock, lockAfter: null };
  readonly #records = new Map<string, Record>();

  constructor(private readonly clock: Clock) {}

  /** Returns whether this sign-in succeeds, and records it. `known`: the credentials are right. */
  allow(name: unknown, known: boolean): boolean {
    const record = this.#recordOf(typeof name === 'string' ? name : '');
    const now = this.clock.now();
    if (known && record.lockedUntil <= now) {
      record.allowed += 1;
      record.inARow = 0;
      return true;
    }
    record.refused += 1;
    if (record.lockedUntil > now) return false;
    record.inARow += 1;
    const { lockAfter, lockMs } = this.settings;
    if (lockAfter !== null && record.inARow >= lockAfter) {
      record.lockedUntil = now + lockMs;
      record.inARow = 0;
    }
    return false;
  }

  all(): SignInAccount[] {
    const now = this.clock.now();
    return [...this.#records].map(([name, { allowed, refused, lockedUntil }]) => ({
      name,
      allowed,
      refused,
      lockedUntil: lockedUntil > now ? new Date(lockedUntil).toISOString() : null,
    }));
  }

  clear(): void {
    this.#records.clear();
  }

  #recordOf(name: string): Record {
    const known = this.#records.get(name);
    if (known !== undefined) return known;
    const record = { allowed: 0, refused: 0, inARow: 0, lockedUntil: 0 };
    this.#records.set(name, record);
    return record;
  }
}
