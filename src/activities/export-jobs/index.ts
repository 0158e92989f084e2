import type { ExportActivities } from '../../contract/export-activities.js';
import type { ActivityDependencies } from '../shared/dependencies.js';
import { withHeartbeat } from '../shared/with-heartbeat.js';
import { createDownloadExport } from './download-export.js';
import { createFollowSharedExport } from './follow-shared-export.js';
import { createPollExport } from './poll-export.js';
import { createPrepareExport } from './prepare-export.js';
import { quotaOf } from './quota-client.js';
import { createRequestExport } from './request-export.js';

/** The activities of the workflow `exportJobs`. */
export function createExportActivities(dependencies: ActivityDependencies): ExportActivities {
  return {
    prepareExport: withHeartbeat(createPrepareExport(dependencies)),
    reserveExport: withHeartbeat(({ quota, ...request }) => quotaOf(quota).reserve(request)),
    requestExport: createRequestExport(dependencies),
    pollExport: withHeartbeat(createPollExport(dependencies)),
    downloadExport: createDownloadExport(dependencies),
    finishExport: withHeartbeat(({ quota, ...request }) => quotaOf(quota).finish(request)),
    followSharedExport: withHeartbeat(createFollowSharedExport(dependencies)),
  };
}
