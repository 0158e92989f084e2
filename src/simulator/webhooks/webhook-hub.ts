import type { Clock } from '../clock.js';
import type { Job } from '../model/job.js';
import { createdBody, laterBody, type EventBody } from './event-body.js';
import { sendEvent } from './send-event.js';
import { WebhookStore } from './webhook-store.js';
import type { Delivery, JobEvent, Webhook, WebhookSettings } from './webhook.js';

/** Documented: after a failed delivery a webhook is silent for an hour; it never receives the events of that hour. */
const breakerMs = 3_600_000;
/** For how long an event waits for another one to overtake it. */
const overtakeMs = 1_000;

const maximumDeliveries = 100_000;

const eventOf: Readonly<Record<string, JobEvent | undefined>> = {
  Running: 'job.started',
  Suspended: 'job.suspended',
  Successful: 'job.completed',
  Faulted: 'job.faulted',
  Stopped: 'job.stopped',
};

/** Sends events to webhooks: at most once, without storing or repeating anything. */
export class WebhookHub {
  readonly store = new WebhookStore();
  settings: WebhookSettings = { outOfOrder: false, doubled: false, loseEvery: 0 };
  readonly #stopping = new AbortController();
  /** The end of the line of deliveries to each webhook. */
  readonly #lines = new Map<number, Promise<void>>();
  readonly #silentUntil = new Map<number, number>();
  /** Of webhooks with an event that waits to be overtaken: what lets it go. */
  readonly #held = new Map<number, () => void>();
  #deliveries: Delivery[] = [];
  #count = 0;

  constructor(
    private readonly clock: Clock,
    private readonly timeScale: number,
  ) {}

  /** Of all jobs that one call has started. */
  jobsCreated(jobs: readonly Job[], startInfo: object): void {
    const [first] = jobs;
    if (first === undefined || this.store.all().length === 0) return;
    this.publish(createdBody(jobs, first.folder, startInfo, first.createdAt));
  }

  /** Of a job that has entered a state; it has started when it runs for the first time. */
  jobChanged(job: Job, at: number): void {
    const type = eventOf[job.state];
    const runs = job.history.filter(({ state }) => state === 'Running').length;
    if (type === undefined || (type === 'job.started' && runs > 1)) return;
    if (this.store.all().length > 0) this.publish(laterBody(type, job, at));
  }

  /** Sends an event to all subscribed webhooks. */
  publish(event: EventBody): void {
    for (const webhook of this.store.all()) {
      const wanted = webhook.subscribeToAllEvents || webhook.events.includes(event.Type);
      if (webhook.enabled && wanted) this.send(webhook, event);
    }
  }

  /** Sends an event to one webhook, subscribed or not. */
  send(webhook: Webhook, event: EventBody): void {
    this.#count += 1;
    const { outOfOrder, loseEvery } = this.settings;
    if (loseEvery > 0 && this.#count % loseEvery === 0) {
      this.#note(webhook, event, 'lost');
      return;
    }
    const overtaken = this.#held.get(webhook.id);
    if (outOfOrder && overtaken === undefined) {
      this.#hold(webhook, event);
    } else {
      this.#enqueue(webhook, event);
      overtaken?.();
    }
  }

  deliveries(): Delivery[] {
    return [...this.#deliveries];
  }

  clear(): void {
    this.store.clear();
    this.#silentUntil.clear();
    this.#deliveries = [];
  }

  stop(): void {
    this.#stopping.abort();
  }

  /** Lets the next event overtake this one, if there is one soon. */
  #hold(webhook: Webhook, event: EventBody): void {
    const timer = setTimeout(() => release(), overtakeMs).unref();
    const release = () => {
      clearTimeout(timer);
      this.#held.delete(webhook.id);
      this.#enqueue(webhook, event);
    };
    this.#held.set(webhook.id, release);
  }

  #enqueue(webhook: Webhook, event: EventBody): void {
    const copies = this.settings.doubled ? [event, event] : [event];
    let line = this.#lines.get(webhook.id) ?? Promise.resolve();
    for (const copy of copies) line = line.then(() => this.#deliver(webhook, copy));
    this.#lines.set(webhook.id, line);
  }

  async #deliver(webhook: Webhook, event: EventBody): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    if ((this.#silentUntil.get(webhook.id) ?? 0) > this.clock.now()) {
      this.#note(webhook, event, 'skipped');
      return;
    }
    const status = await sendEvent(webhook, event, this.#stopping.signal);
    const delivered = status !== null && status >= 200 && status < 300;
    if (!delivered) this.#silentUntil.set(webhook.id, this.clock.now() + breakerMs / this.timeScale);
    this.#note(webhook, event, delivered ? 'delivered' : 'failed', status);
  }

  #note(webhook: Webhook, event: EventBody, outcome: Delivery['outcome'], status: number | null = null): void {
    if (this.#deliveries.length >= maximumDeliveries) this.#deliveries = this.#deliveries.slice(-maximumDeliveries / 2);
    this.#deliveries.push({ webhookId: webhook.id, type: event.Type, eventId: event.EventId, outcome, status });
  }
}
