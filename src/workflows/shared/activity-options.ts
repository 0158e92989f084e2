import { ActivityCancellationType, type ActivityOptions, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../contract/activities.js';
import { heartbeatMs } from '../../contract/limits.js';

/** Milliseconds of a deadline, never below what Temporal takes as a timeout. */
const atLeastOneMs = (milliseconds: number): number => Math.max(1, Math.ceil(milliseconds));

const retry = { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s' } as const;

/** Heartbeats tell early that a worker died or that its answer was lost. */
function activities(deadlineMs: number, summary: string, options: ActivityOptions = {}): Activities {
  return proxyActivities<Activities>({
    startToCloseTimeout: '2m',
    heartbeatTimeout: heartbeatMs.timeout,
    scheduleToCloseTimeout: atLeastOneMs(deadlineMs),
    retry,
    summary,
    ...options,
  });
}

/** Calls that prepare a start or ask for a stop: retried until the deadline. */
export function retriedActivities(deadlineMs: number, summary: string): Activities {
  return activities(deadlineMs, summary);
}

/**
 * The start: a cancel waits for the attempt in flight,
 * because what it sent decides whether a job exists.
 */
export function startActivities(deadlineMs: number, summary: string): Activities {
  return activities(deadlineMs, summary, {
    startToCloseTimeout: '5m',
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  });
}

/** A search through lists, which wait their turn: long, and repeated as a whole. */
export function searchActivities(summary: string): Activities {
  return activities(30 * 60_000, summary, { startToCloseTimeout: '10m' });
}

/** A transfer of a file, which may take as long as the deadline allows; heartbeats tell that it goes on. */
export function transferActivities(deadlineMs: number, summary: string): Activities {
  return activities(deadlineMs, summary, { startToCloseTimeout: atLeastOneMs(deadlineMs) });
}

/** A look: cancelled at once, because it leaves nothing behind. */
export function pollActivities(deadlineMs: number, summary: string): Activities {
  return activities(deadlineMs, summary, { cancellationType: ActivityCancellationType.TRY_CANCEL });
}
