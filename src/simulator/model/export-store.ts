import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.js';

export const exportStatuses = ['New', 'InProgress', 'Completed', 'Failed'] as const;
export type ExportStatus = (typeof exportStatuses)[number];
export type ExportType = 'Jobs' | 'Logs';

/** How exports go from now on. */
export interface ExportSettings {
  /** Download links need a token. */
  readonly requiresAuth: boolean;
  /** They end Failed in place of Completed. */
  readonly fail: boolean;
}

export interface Export {
  readonly id: number;
  readonly name: string;
  readonly type: ExportType;
  /** Milliseconds since 1970. */
  readonly requestedAt: number;
  readonly content: Buffer;
  readonly settings: ExportSettings;
}

/** Documented: of each type so many in a day, for the whole tenant. */
const dailyQuota = 100;
/** The documented sequence took 3.6 seconds. */
const startsAfterMs = 1_000;
const endsAfterMs = 3_630;

/** The exports of one tenant and their daily quota. */
export class ExportStore {
  settings: ExportSettings = { requiresAuth: false, fail: false };
  readonly #byId = new Map<number, Export>();
  readonly #counts = new Map<string, number>();
  #nextId = 8_001;

  constructor(
    private readonly clock: Clock,
    private readonly timeScale: number,
  ) {}

  /** Undefined if the day's quota is used up; days are those of UTC. */
  create(type: ExportType, makeContent: () => string): Export | undefined {
    const now = this.clock.now();
    const day = `${type} ${new Date(now).toISOString().slice(0, 10)}`;
    const count = this.#counts.get(day) ?? 0;
    if (count >= dailyQuota) return undefined;
    const content = Buffer.from(makeContent(), 'utf8');
    this.#counts.set(day, count + 1);
    const name = `${type.toLowerCase()}-${randomUUID()}`;
    const made = { id: this.#nextId++, name, type, requestedAt: now, content, settings: this.settings };
    this.#byId.set(made.id, made);
    return made;
  }

  get(id: number): Export | undefined {
    return this.#byId.get(id);
  }

  statusOf({ requestedAt, settings }: Export): ExportStatus {
    const age = (this.clock.now() - requestedAt) * this.timeScale;
    if (age < startsAfterMs) return 'New';
    if (age < endsAfterMs) return 'InProgress';
    return settings.fail ? 'Failed' : 'Completed';
  }

  /** When it ended, had it ended. */
  executedAt({ requestedAt }: Export): number {
    return requestedAt + endsAfterMs / this.timeScale;
  }

  clear(): void {
    this.#byId.clear();
    this.#counts.clear();
  }
}
