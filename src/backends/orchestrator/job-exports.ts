import { limits } from '../../contract/limits.js';
import type { JobExports } from '../job-exports.js';
import { tenantOf } from './addresses.js';
import { odataFilter } from './jobs/job-filter.js';
import { listedFolder } from './jobs/listed-folder.js';
import type { OrchestratorClient } from './types.js';

/** The exports of an Orchestrator's tenant. */
export function orchestratorExports(client: OrchestratorClient): JobExports {
  const { exports, settings } = client;
  return {
    async prepare(wanted) {
      await exports.check();
      const folder = await listedFolder(client, wanted);
      return {
        account: tenantOf(settings),
        limitPerDay: settings.exportsPerDay ?? limits.exportsPerDay,
        ...(folder && { folder }),
      };
    },
    request(folder, { filter, orderBy, expand }) {
      const odata = odataFilter(filter);
      return exports.request(folder, { orderBy, expand, ...(odata !== undefined && { filter: odata }) });
    },
    get: (id) => exports.get(id),
    open: (id, signal) => exports.open(id, signal),
  };
}
