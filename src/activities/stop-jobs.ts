import { ApplicationFailure } from '@temporalio/common';
import { BackendError } from '../backends/backend-error.js';
import type { Activities } from '../contract/activities.js';
import type { ActivityDependencies } from './context.js';
import { activityFailure, clientOf } from './failures.js';

/** Asks for a stop. A refusal is an answer, not a failure: the job may have ended, so the caller looks. */
export function createStopJobs(dependencies: ActivityDependencies): Activities['stopJobs'] {
  return async ({ connection, target, ids, strategy }) => {
    const client = clientOf(dependencies, connection);
    try {
      await client.stopJobs(target.folder, ids, strategy);
      return { accepted: true };
    } catch (error) {
      const failed = activityFailure(error, 'stop');
      const refused = failed instanceof ApplicationFailure && failed.nonRetryable === true;
      if (refused && error instanceof BackendError) return { accepted: false, reason: error.message };
      throw failed;
    }
  };
}
