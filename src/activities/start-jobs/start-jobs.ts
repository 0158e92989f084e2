import type { Activities } from '../../contract/activities.js';
import { backendOf } from '../shared/backend-of.js';
import type { ActivityDependencies } from '../shared/dependencies.js';
import { destinationOf } from '../shared/failures.js';
import { StartAttempt } from './start-attempt.js';

/** Starts jobs once: after a doubtful attempt it looks them up before it sends again. */
export function createStartJobs(dependencies: ActivityDependencies): Activities['startJobs'] {
  return (input) =>
    new StartAttempt(backendOf(dependencies, input.connection), input, (reference) => {
      const destination = destinationOf(dependencies, reference.destination, 'job.input.$file.destination');
      return () => destination.open(reference);
    }).run();
}
