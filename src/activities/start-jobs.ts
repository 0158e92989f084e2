import type { Activities } from '../contract/activities.js';
import type { ActivityDependencies } from './context.js';
import { clientOf } from './failures.js';
import { createFindJobs } from './starting/find-jobs.js';
import { inputForm } from './starting/input-file.js';
import { StartAttempt } from './starting/start-attempt.js';

/** Starts jobs once: after a doubtful attempt it looks for them before it sends again. */
export function createStartJobs(dependencies: ActivityDependencies): Activities['startJobs'] {
  const findJobs = createFindJobs();
  return (input) => {
    const client = clientOf(dependencies, input.connection);
    return new StartAttempt(client, input, findJobs, () => inputForm(dependencies, client, input)).run();
  };
}
