import type { ActivityDependencies } from './dependencies.js';

const usual = { minimum: 1_000, maximum: 30_000 };

/** What to wait before the next look: a tenth of the time that has passed, between bounds. */
export function pollDelayMs({ pollIntervalMs = usual }: ActivityDependencies, elapsedMs: number): number {
  return Math.round(Math.min(pollIntervalMs.maximum, Math.max(pollIntervalMs.minimum, elapsedMs / 10)));
}
