import { activityInfo, type Info } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { parseDuration } from '../../shared/durations.js';
import { bounded } from './bounded.js';
import { withDelay } from './failures.js';
import { withHeartbeat } from './with-heartbeat.js';

/** The last attempt starts about this long before the deadline. Unit: milliseconds. */
const usualLastAttemptMs = 250;

/**
 * Places the last attempt of an activity right before its deadline. Without this, a retry delay that crosses the
 * deadline (a Retry-After, a wait for a repair) makes the server give up at once, however much time is left. What it
 * returns or fails with is bounded.
 */
export function withinDeadline<I, O>(
  activity: (input: I) => Promise<O>,
  lastAttemptMs = usualLastAttemptMs,
): (input: I) => Promise<O> {
  return async (input) => {
    try {
      return await bounded(activity)(input);
    } catch (error) {
      throw cutDelay(error, activityInfo(), Date.now(), lastAttemptMs);
    }
  };
}

/** An activity whose last attempt comes right before its deadline, and which heartbeats while it runs. */
export const retried = <I, O>(activity: (input: I) => Promise<O>): ((input: I) => Promise<O>) =>
  withinDeadline(withHeartbeat(activity));

/** The failure with a retry delay that does not cross the deadline, as long as there is time for another attempt. */
export function cutDelay(error: unknown, info: Info, nowMs: number, lastAttemptMs = usualLastAttemptMs): unknown {
  if (!(error instanceof ApplicationFailure) || error.nonRetryable === true) return error;
  const { scheduledTimestampMs, scheduleToCloseTimeoutMs } = info;
  if (!(scheduleToCloseTimeoutMs > 0)) return error;
  const leftMs = scheduledTimestampMs + scheduleToCloseTimeoutMs - nowMs;
  // With a short deadline, a quarter of it.
  const keptMs = Math.min(lastAttemptMs, scheduleToCloseTimeoutMs / 4);
  if (leftMs <= keptMs) return error;
  const askedMs = millisecondsOf(error.nextRetryDelay) ?? backoffMs(info);
  const mostMs = leftMs - keptMs / 2;
  return askedMs <= mostMs ? error : withDelay(error, Math.round(mostMs));
}

/** The delay of the retry policy after this attempt. Unit: milliseconds. */
function backoffMs({ attempt, retryPolicy = {} }: Info): number {
  const { backoffCoefficient = 2, initialInterval = 1_000, maximumInterval } = retryPolicy;
  const initialMs = millisecondsOf(initialInterval) ?? 1_000;
  const mostMs = millisecondsOf(maximumInterval) ?? initialMs * 100;
  return Math.min(mostMs, initialMs * backoffCoefficient ** (attempt - 1));
}

const millisecondsOf = (duration: string | number | null | undefined): number | undefined =>
  typeof duration === 'string' ? parseDuration(duration) : (duration ?? undefined);
