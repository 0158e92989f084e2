/** The six job events that a webhook can subscribe to. */
export const jobEvents = [
  'job.created',
  'job.started',
  'job.suspended',
  'job.completed',
  'job.faulted',
  'job.stopped',
] as const;
export type JobEvent = (typeof jobEvents)[number];

/** Where events go; as an administrator has set it up. */
export interface Webhook {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly description: string | null;
  readonly url: string;
  readonly enabled: boolean;
  /** Signs each delivery; null: no signature. */
  readonly secret: string | null;
  readonly subscribeToAllEvents: boolean;
  readonly allowInsecureSsl: boolean;
  readonly events: readonly string[];
}

/** How deliveries go from now on. */
export interface WebhookSettings {
  /** Of two events that come together, the later is delivered first. */
  readonly outOfOrder: boolean;
  /** Each event is delivered twice. */
  readonly doubled: boolean;
  /** With 3 every third event is lost; 0 loses none. */
  readonly loseEvery: number;
}

/** What became of one event at one webhook. */
export interface Delivery {
  readonly webhookId: number;
  readonly type: string;
  readonly eventId: string;
  /** `skipped`: the circuit breaker was open. */
  readonly outcome: 'delivered' | 'failed' | 'skipped' | 'lost';
  /** Of the receiver's answer; null without one. */
  readonly status: number | null;
}
