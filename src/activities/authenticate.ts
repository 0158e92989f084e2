import type { Activities } from '../contract/activities.js';
import type { ActivityDependencies } from './context.js';
import { activityFailure, clientOf } from './failures.js';

/** Proves the credentials and learns the API version. The token stays in the client. */
export function createAuthenticate(dependencies: ActivityDependencies): Activities['authenticate'] {
  return async ({ connection }) => {
    const client = clientOf(dependencies, connection);
    try {
      const { apiVersion } = await client.authenticate();
      return { apiVersion, searchAttributes: dependencies.searchAttributes };
    } catch (error) {
      throw activityFailure(error, 'prepare');
    }
  };
}
