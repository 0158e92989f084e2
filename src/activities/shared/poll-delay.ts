import { defaultPollIntervalMs } from '../../contract/limits.js';
import type { ActivityDependencies } from './dependencies.js';

/** What to wait before the next look: a tenth of the time that has passed, between bounds. */
export function pollDelayMs(
  { pollIntervalMs = defaultPollIntervalMs }: ActivityDependencies,
  elapsedMs: number,
): number {
  return Math.round(Math.min(pollIntervalMs.maximum, Math.max(pollIntervalMs.minimum, elapsedMs / 10)));
}
