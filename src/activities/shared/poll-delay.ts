import { defaultPollIntervalMs } from '../../contract/limits.js';
import type { ActivityDependencies } from './dependencies.js';

/** The delay before the next poll: a tenth of the elapsed time, within bounds. */
export function pollDelayMs(
  { pollIntervalMs = defaultPollIntervalMs }: ActivityDependencies,
  elapsedMs: number,
): number {
  return Math.round(Math.min(pollIntervalMs.maximum, Math.max(pollIntervalMs.minimum, elapsedMs / 10)));
}
