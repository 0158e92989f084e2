import type { Backend } from '../backends/backend.js';
import type { Activities } from '../contract/activities.js';
import type { Target } from '../contract/jobs/target.js';
import { backendOf } from './shared/backend-of.js';
import type { ActivityDependencies } from './shared/dependencies.js';
import { activityFailure, invalidInput } from './shared/failures.js';
import { refuseOtherServer } from './shared/same-job.js';

/** Names seldom change. If a cached answer is stale, the start fails and resolves the names again. */
const cacheForMs = 5 * 60_000;

interface Cached {
  target: Target;
  until: number;
}

/** Resolves the names of folder and process to keys, and adds what distinguishes their server. */
export function createResolveRelease(dependencies: ActivityDependencies): Activities['resolveRelease'] {
  const cache = new WeakMap<Backend, Map<string, Cached>>();
  return async (input) => {
    const { connection, backend: meant = 'orchestrator', folder, release, options, outdated } = input;
    const backend = backendOf(dependencies, connection);
    if (meant !== backend.type)
      throw invalidInput('job', `is one for ${meant}, but connection '${connection}' is of type ${backend.type}`);
    const known = cache.get(backend) ?? new Map<string, Cached>();
    cache.set(backend, known);
    const name = JSON.stringify([folder, release, options]);
    const cached = known.get(name);
    if (cached && !outdated && cached.until > Date.now()) return cached.target;
    known.delete(name);
    try {
      if (outdated) await refuseOtherServer(backend, connection, outdated);
      const landmarks = outdated?.landmarks ?? (await backend.identity?.landmarks()) ?? [];
      const target = await backend.resolve(input);
      // Without landmarks nobody could tell later whether a stale answer or another server is at fault.
      if (landmarks.length === 0) return target;
      const pinned = { ...target, landmarks };
      known.set(name, { target: pinned, until: Date.now() + cacheForMs });
      return pinned;
    } catch (error) {
      throw activityFailure(error, 'prepare');
    }
  };
}
