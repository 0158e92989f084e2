import type { Activities } from '../contract/activities.js';
import type { ActivityDependencies } from './context.js';
import { activityFailure, clientOf } from './failures.js';

/** Resumes a suspended job; a repetition on a job that went on is refused by the server and fails. */
export function createResumeJob(dependencies: ActivityDependencies): Activities['resumeJob'] {
  return async ({ connection, target, key }) => {
    try {
      await clientOf(dependencies, connection).resumeJob(target.folder, key);
    } catch (error) {
      throw activityFailure(error, 'prepare');
    }
  };
}
