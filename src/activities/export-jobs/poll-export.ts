import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { BackendError } from '../../backends/backend-error.js';
import type { ExportActivities } from '../../contract/export-activities.js';
import { FailureType } from '../../contract/failure-types.js';
import { backendWith } from '../shared/backend-of.js';
import type { ActivityDependencies } from '../shared/dependencies.js';
import { activityFailure, notYet } from '../shared/failures.js';
import { refuseOtherServer } from '../shared/same-job.js';
import { pollDelayMs } from '../shared/poll-delay.js';

/** Polls an export once; the retry policy does the waiting. An unknown status does not end the wait. */
export function createPollExport(dependencies: ActivityDependencies): ExportActivities['pollExport'] {
  return async ({ connection, exportId, landmarks }) => {
    const backend = backendWith(dependencies, connection, 'exports');
    await refuseOtherServer(backend, connection, { ...(landmarks && { landmarks }) }).catch((error: unknown) => {
      throw activityFailure(error, 'follow');
    });
    const { name, status } = await backend.exports.get(exportId).catch((error: unknown) => {
      const missing = error instanceof BackendError && error.fields.status === 404 && error.fields.notTheApi !== true;
      throw missing ? failed(exportId, `is not known to connection '${connection}'`) : activityFailure(error, 'follow');
    });
    if (status === 'Completed') return { name };
    if (status === 'Failed') throw failed(exportId, `failed on connection '${connection}'`);
    const delayMs = pollDelayMs(dependencies, Date.now() - activityInfo().scheduledTimestampMs);
    throw notYet(`Export ${exportId} is ${status}`, delayMs, { exportId, status });
  };
}

const failed = (exportId: number, what: string): ApplicationFailure =>
  ApplicationFailure.nonRetryable(`Export ${exportId} ${what}`, FailureType.ExportFailed, { exportId });
