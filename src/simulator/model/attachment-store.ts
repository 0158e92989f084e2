import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.js';

export interface Attachment {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Null until it has been uploaded. */
  content: Buffer | null;
}

/** That a file belongs to a job. */
export interface JobAttachment {
  readonly id: string;
  readonly attachment: Attachment;
  readonly jobKey: string;
  readonly category: string | null;
  readonly createdAt: number;
}

/** Files that are input or output of jobs. */
export class AttachmentStore {
  readonly #byId = new Map<string, Attachment>();
  #links: JobAttachment[] = [];

  constructor(private readonly clock: Clock) {}

  create(name: string, content: Buffer | null = null): Attachment {
    const attachment = { id: randomUUID(), name, content, createdAt: this.clock.now() };
    this.#byId.set(attachment.id, attachment);
    return attachment;
  }

  link(attachment: Attachment, jobKey: string, category: string | null): JobAttachment {
    const link = { id: randomUUID(), attachment, jobKey: jobKey.toLowerCase(), category, createdAt: this.clock.now() };
    this.#links.push(link);
    return link;
  }

  get(id: string): Attachment | undefined {
    return this.#byId.get(id.toLowerCase());
  }

  ofJob(jobKey: string): JobAttachment[] {
    return this.#links.filter((link) => link.jobKey === jobKey.toLowerCase());
  }

  all(): Attachment[] {
    return [...this.#byId.values()];
  }

  delete({ id }: Attachment): void {
    this.#byId.delete(id);
    this.#links = this.#links.filter(({ attachment }) => attachment.id !== id);
  }

  clear(): void {
    this.#byId.clear();
    this.#links = [];
  }
}
