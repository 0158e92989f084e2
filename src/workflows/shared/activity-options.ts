import { ActivityCancellationType, type ActivityOptions, proxyActivities } from '@temporalio/workflow';
import { summaryOf } from './show.js';
import type { Activities } from '../../contract/activities.js';
import { heartbeatMs } from '../../contract/limits.js';

/** Milliseconds of a deadline, at least the shortest timeout that Temporal accepts. */
const atLeastOneMs = (milliseconds: number): number => Math.max(1, Math.ceil(milliseconds));

const retry = { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s' } as const;

/** Heartbeats show within seconds that a worker died or its answer was lost. */
function activities(deadlineMs: number, summary: string, options: ActivityOptions = {}): Activities {
  return proxyActivities<Activities>({
    startToCloseTimeout: '2m',
    heartbeatTimeout: heartbeatMs.timeout,
    scheduleToCloseTimeout: atLeastOneMs(deadlineMs),
    retry,
    summary: summaryOf(summary),
    ...options,
  });
}

/** Activities that prepare a start or request a stop: retried until the deadline. */
export function retriedActivities(deadlineMs: number, summary: string): Activities {
  return activities(deadlineMs, summary);
}

const startOptions = {
  startToCloseTimeout: '5m',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
} as const;

/**
 * Activities that start something: a cancel waits for the attempt in flight, because what it sent decides whether a
 * job exists.
 */
export function startActivities(deadlineMs: number, summary: string): Activities {
  return activities(deadlineMs, summary, startOptions);
}

/** Activities that search lists: they wait for the rate limit, take long, and are retried as a whole. */
export function searchActivities(summary: string): Activities {
  return activities(30 * 60_000, summary, { startToCloseTimeout: '10m' });
}

/**
 * Starts that no doubt outlives: Temporal does not retry an attempt that died, and one that lives fails for good if it
 * leaves a doubt (`endInDoubt`). So an attempt that Temporal was going to retry has sent nothing that counts.
 */
export function firstStartActivities(deadlineMs: number, summary: string): Activities {
  return activities(deadlineMs, summary, {
    ...startOptions,
    retry: { ...retry, nonRetryableErrorTypes: ['TemporalTimeout:Heartbeat', 'TemporalTimeout:StartToClose'] },
  });
}

/** Activities that transfer a file: one attempt may last until the deadline; heartbeats show its progress. */
export function transferActivities(deadlineMs: number, summary: string): Activities {
  return activities(deadlineMs, summary, { startToCloseTimeout: atLeastOneMs(deadlineMs) });
}

/** Activities that poll: cancelled at once, because they leave nothing behind. */
export function pollActivities(deadlineMs: number, summary: string): Activities {
  return activities(deadlineMs, summary, { cancellationType: ActivityCancellationType.TRY_CANCEL });
}
