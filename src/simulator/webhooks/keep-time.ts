import type { JobStore } from '../life/job-store.js';
import type { WebhookHub } from './webhook-hub.js';

const everyMs = 50;

/** Advances jobs between calls while there are webhooks to notify. Returns the function that ends this. */
export function keepTime(hub: WebhookHub, jobs: JobStore): () => void {
  const timer = setInterval(() => {
    if (hub.store.all().length > 0) jobs.all();
  }, everyMs).unref();
  return () => clearInterval(timer);
}
