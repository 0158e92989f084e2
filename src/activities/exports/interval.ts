import type { ActivityDependencies } from '../context.js';

/** Until the next look, in milliseconds: a tenth of the time since the first one, within the worker's bounds. */
export function intervalOf({ pollIntervalMs }: ActivityDependencies, sinceMs: number): number {
  const { minimum, maximum } = pollIntervalMs ?? { minimum: 1_000, maximum: 30_000 };
  return Math.round(Math.min(maximum, Math.max(minimum, (Date.now() - sinceMs) / 10)));
}
