import { createHash } from 'node:crypto';
import { tenantOf } from '../../backends/orchestrator/addresses.js';
import { listedFolder } from '../../backends/orchestrator/jobs/listed-folder.js';
import type { ExportActivities } from '../../contract/export-activities.js';
import { defaultExportsPerDay } from '../../contract/export-jobs.js';
import { defaultDestination } from '../../destinations/index.js';
import type { ActivityDependencies } from '../shared/dependencies.js';
import { activityFailure, clientOf, destinationOf } from '../shared/failures.js';

/** Checks all that can be checked before an export is spent, and names what makes it the same as another one. */
export function createPrepareExport(dependencies: ActivityDependencies): ExportActivities['prepareExport'] {
  return async ({ connection, query, destination = defaultDestination, file }) => {
    const client = clientOf(dependencies, connection);
    destinationOf(dependencies, destination);
    try {
      await client.exports.check();
      const folder = await listedFolder(client, query.folder);
      const { filter, orderBy, expand } = query;
      const same = JSON.stringify([folder ?? null, filter, orderBy, expand, destination, file ?? null]);
      return {
        key: createHash('sha256').update(same).digest('hex').slice(0, 32),
        quota: `rpa-export-quota/${tenantOf(client.settings)}`,
        limit: client.settings.exportsPerDay ?? defaultExportsPerDay,
        ...(folder && { folder }),
      };
    } catch (error) {
      throw activityFailure(error, 'prepare');
    }
  };
}
