import type { ExportActivities } from '../../contract/export-activities.js';
import type { ActivityDependencies } from '../shared/dependencies.js';
import { retried, withinDeadline } from '../shared/within-deadline.js';
import { createDownloadExport } from './download-export.js';
import { createFollowSharedExport } from './follow-shared-export.js';
import { createPollExport } from './poll-export.js';
import { createPrepareExport } from './prepare-export.js';
import { quotaOf } from './quota-client.js';
import { createRequestExport } from './request-export.js';

/** The activities of the workflow `exportJobs`. */
export function createExportActivities(dependencies: ActivityDependencies): ExportActivities {
  return {
    prepareExport: retried(createPrepareExport(dependencies)),
    reserveExport: retried(({ quota, ...request }) => quotaOf(quota).reserve(request)),
    requestExport: withinDeadline(createRequestExport(dependencies)),
    pollExport: retried(createPollExport(dependencies)),
    downloadExport: withinDeadline(createDownloadExport(dependencies)),
    finishExport: retried(({ quota, ...request }) => quotaOf(quota).finish(request)),
    followSharedExport: retried(createFollowSharedExport(dependencies)),
  };
}
