import type { Activities } from '../contract/activities.js';
import { backendWith } from './shared/backend-of.js';
import type { ActivityDependencies } from './shared/dependencies.js';
import { activityFailure } from './shared/failures.js';
import { refuseOtherServer } from './shared/same-job.js';

/** Resumes a suspended job. If the job has already resumed, the server refuses the call and the activity fails. */
export function createResumeJob(dependencies: ActivityDependencies): Activities['resumeJob'] {
  return async ({ connection, target, key }) => {
    const backend = backendWith(dependencies, connection, 'resume');
    try {
      await refuseOtherServer(backend, connection, target);
      await backend.resume(target, key);
    } catch (error) {
      throw activityFailure(error, 'prepare');
    }
  };
}
