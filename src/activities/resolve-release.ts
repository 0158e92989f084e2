import type { OrchestratorClient } from '../backends/orchestrator/types.js';
import type { Activities } from '../contract/activities.js';
import type { Target } from '../contract/target.js';
import type { ActivityDependencies } from './context.js';
import { activityFailure, clientOf, invalidInput } from './failures.js';

/** Names seldom change; a stale answer is noticed by the start, which then asks for a fresh one. */
const cacheForMs = 5 * 60_000;

interface Cached {
  target: Target;
  until: number;
}

/** Turns the names of folder and process into keys. */
export function createResolveRelease(dependencies: ActivityDependencies): Activities['resolveRelease'] {
  const cache = new WeakMap<OrchestratorClient, Map<string, Cached>>();
  return async ({ connection, folder: given, release: wanted, refresh }) => {
    const client = clientOf(dependencies, connection);
    const { defaultFolder } = client.settings;
    const folderReference = given ?? (defaultFolder === undefined ? undefined : { path: defaultFolder });
    if (!folderReference)
      throw invalidInput(
        'job.folder',
        `is missing, and connection '${connection}' has no default folder: give one of folder (path), folderKey, folderId`,
      );
    const known = cache.get(client) ?? new Map<string, Cached>();
    cache.set(client, known);
    const name = JSON.stringify([folderReference, wanted]);
    const cached = known.get(name);
    if (cached && refresh !== true && cached.until > Date.now()) return cached.target;
    known.delete(name);
    try {
      const folder = await client.findFolder(folderReference);
      const target = { folder, release: await client.findRelease(folder, wanted) };
      known.set(name, { target, until: Date.now() + cacheForMs });
      return target;
    } catch (error) {
      throw activityFailure(error, 'prepare');
    }
  };
}
