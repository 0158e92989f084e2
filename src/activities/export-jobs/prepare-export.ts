import { createHash } from 'node:crypto';
import { boundedId } from '../../contract/bounded-id.js';
import type { ExportActivities } from '../../contract/export-activities.js';
import { defaultDestination } from '../../destinations/index.js';
import { backendWith } from '../shared/backend-of.js';
import type { ActivityDependencies } from '../shared/dependencies.js';
import { activityFailure, destinationOf } from '../shared/failures.js';

/** Checks everything possible before an export counts, and returns the key by which equal exports are shared. */
export function createPrepareExport(dependencies: ActivityDependencies): ExportActivities['prepareExport'] {
  return async ({ connection, query, destination = defaultDestination, file }) => {
    const backend = backendWith(dependencies, connection, 'exports');
    destinationOf(dependencies, destination);
    try {
      const { folder, account, limitPerDay } = await backend.exports.prepare(query.folder);
      const landmarks = (await backend.identity?.landmarks()) ?? [];
      const { filter, orderBy, expand } = query;
      const same = JSON.stringify([folder ?? null, filter, orderBy, expand, destination, file ?? null]);
      return {
        key: createHash('sha256').update(same).digest('hex').slice(0, 32),
        quota: boundedId(`rpa-export-quota/${account}`),
        limit: limitPerDay,
        ...(folder && { folder }),
        ...(landmarks.length > 0 && { landmarks }),
      };
    } catch (error) {
      throw activityFailure(error, 'prepare');
    }
  };
}
