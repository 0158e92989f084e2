import type { Activities } from '../contract/activities.js';
import { backendOf, capabilitiesOf } from './shared/backend-of.js';
import type { ActivityDependencies } from './shared/dependencies.js';
import { activityFailure } from './shared/failures.js';

/** Verifies the credentials; returns the API version and the capabilities. The token stays in the client. */
export function createAuthenticate(dependencies: ActivityDependencies): Activities['authenticate'] {
  return async ({ connection }) => {
    const backend = backendOf(dependencies, connection);
    try {
      const { apiVersion } = await backend.authenticate();
      const { searchAttributes } = dependencies;
      return { apiVersion, searchAttributes, capabilities: capabilitiesOf(backend) };
    } catch (error) {
      throw activityFailure(error, 'prepare');
    }
  };
}
