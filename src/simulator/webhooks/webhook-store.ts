import { randomUUID } from 'node:crypto';
import type { Webhook } from './webhook.js';

export type WebhookDraft = Omit<Webhook, 'id' | 'key'>;

/** The webhooks of one tenant. */
export class WebhookStore {
  readonly #byId = new Map<number, Webhook>();
  #nextId = 501;

  create(draft: WebhookDraft): Webhook {
    const webhook = { ...draft, id: this.#nextId++, key: randomUUID() };
    this.#byId.set(webhook.id, webhook);
    return webhook;
  }

  update(webhook: Webhook, draft: WebhookDraft): Webhook {
    const updated = { ...draft, id: webhook.id, key: webhook.key };
    this.#byId.set(webhook.id, updated);
    return updated;
  }

  get(id: number): Webhook | undefined {
    return this.#byId.get(id);
  }

  all(): Webhook[] {
    return [...this.#byId.values()];
  }

  delete(id: number): boolean {
    return this.#byId.delete(id);
  }

  clear(): void {
    this.#byId.clear();
  }
}
