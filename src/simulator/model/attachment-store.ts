import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.js';

export interface Attachment {
  readonly id: string;
  readonly name: string;
  /** The job it belongs to, if any. */
  jobKey: string | null;
  category: string | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Null until it has been uploaded. */
  content: Buffer | null;
}

/** Files that are input or output of jobs. */
export class AttachmentStore {
  readonly #byId = new Map<string, Attachment>();

  constructor(private readonly clock: Clock) {}

  create(attachment: Omit<Attachment, 'id' | 'createdAt'>): Attachment {
    const created: Attachment = { ...attachment, id: randomUUID(), createdAt: this.clock.now() };
    this.#byId.set(created.id, created);
    return created;
  }

  get(id: string): Attachment | undefined {
    return this.#byId.get(id.toLowerCase());
  }

  all(): Attachment[] {
    return [...this.#byId.values()];
  }

  delete(id: string): boolean {
    return this.#byId.delete(id.toLowerCase());
  }

  clear(): void {
    this.#byId.clear();
  }
}
