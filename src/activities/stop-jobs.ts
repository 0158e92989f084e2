import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { BackendError } from '../backends/backend-error.js';
import type { Activities } from '../contract/activities.js';
import { backendOf } from './backend-of.js';
import type { ActivityDependencies } from './context.js';
import { activityFailure, notYet } from './failures.js';
import { pollDelayMs } from './poll-delay.js';

/**
 * Asks for a stop; again and again where the back end tells how it goes. A refusal is an answer, not a failure: the
 * job may have ended, so the caller looks.
 */
export function createStopJobs(dependencies: ActivityDependencies): Activities['stopJobs'] {
  return async ({ connection, target, ids, strategy }) => {
    const backend = backendOf(dependencies, connection);
    try {
      const { underWay } = await backend.stop(target, ids, strategy);
      if (underWay === undefined) return { accepted: true };
      const { scheduledTimestampMs, scheduleToCloseTimeoutMs } = activityInfo();
      const elapsedMs = Date.now() - scheduledTimestampMs;
      const delayMs = pollDelayMs(dependencies, elapsedMs);
      // The rest of the time belongs to the caller's look.
      if (delayMs > (scheduleToCloseTimeoutMs - elapsedMs) / 2) return { accepted: true };
      throw notYet(`Stop of ${ids.join(', ')}: ${underWay}`, delayMs, {});
    } catch (error) {
      const failed = activityFailure(error, 'stop');
      const refused = failed instanceof ApplicationFailure && failed.nonRetryable === true;
      if (refused && error instanceof BackendError) return { accepted: false, reason: error.message };
      throw failed;
    }
  };
}
