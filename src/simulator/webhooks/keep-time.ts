import type { JobStore } from '../life/job-store.js';
import type { WebhookHub } from './webhook-hub.js';

const everyMs = 50;

/** Lets jobs live on while nobody asks, as long as there are webhooks to tell of it. Gives the end of it. */
export function keepTime(hub: WebhookHub, jobs: JobStore): () => void {
  const timer = setInterval(() => {
    if (hub.store.all().length > 0) jobs.all();
  }, everyMs).unref();
  return () => clearInterval(timer);
}
