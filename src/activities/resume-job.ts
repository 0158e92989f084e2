import type { Activities } from '../contract/activities.js';
import { backendOf } from './backend-of.js';
import type { ActivityDependencies } from './shared/dependencies.js';
import { activityFailure, invalidInput } from './shared/failures.js';

/** Resumes a suspended job; a repetition on a job that went on is refused by the server and fails. */
export function createResumeJob(dependencies: ActivityDependencies): Activities['resumeJob'] {
  return async ({ connection, target, key }) => {
    const backend = backendOf(dependencies, connection);
    if (!backend.resume)
      throw invalidInput('connection', `'${connection}' is of type ${backend.type}, whose jobs are never suspended`);
    try {
      await backend.resume(target, key);
    } catch (error) {
      throw activityFailure(error, 'prepare');
    }
  };
}
