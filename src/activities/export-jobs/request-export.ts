import { Context, heartbeat } from '@temporalio/activity';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { classifyFailure } from '../../backends/failure-table.js';
import type { Sent } from '../../contract/activities.js';
import type { ExportActivities } from '../../contract/export-activities.js';
import { FailureType } from '../../contract/failure-types.js';
import { backendWith } from '../shared/backend-of.js';
import type { ActivityDependencies } from '../shared/dependencies.js';
import { activityFailure, withDetails } from '../shared/failures.js';
import { refuseOtherServer } from '../shared/same-job.js';
import { pastOf } from '../start-jobs/attempt-record.js';
import { quotaOf } from './quota-client.js';
import { heartbeatMs } from '../../contract/limits.js';

/** What an attempt leaves for the next one, as heartbeat details. */
interface RequestRecord {
  attempt: number;
  sent: Sent;
  /** Set right before the attempt fails: see `AttemptRecord`. */
  ended?: true;
  exportId?: number;
}

/**
 * Requests an export. Back ends do not list exports, so an export whose reply was lost cannot be found: it is requested
 * again and counts again.
 */
export function createRequestExport(dependencies: ActivityDependencies): ExportActivities['requestExport'] {
  return async ({ connection, quota, key, owner, folder, query, landmarks }) => {
    const backend = backendWith(dependencies, connection, 'exports');
    const { info, cancellationSignal } = Context.current();
    const { attempt } = info;
    const before = info.heartbeatDetails as Partial<RequestRecord> | undefined;
    const record: RequestRecord = { attempt, sent: pastOf(info).sent };
    if (typeof before?.exportId === 'number') record.exportId = before.exportId;
    const timer = setInterval(() => heartbeat(record), heartbeatMs.interval);
    const reported = async (exportId: number): Promise<{ exportId: number }> => {
      await quotaOf(quota).requested({ key, owner, exportId });
      return { exportId };
    };
    try {
      await refuseOtherServer(backend, connection, {
        ...(folder && { folder }),
        ...(landmarks && { landmarks }),
      }).catch((error: unknown) => {
        throw withDetails(activityFailure(error, 'prepare'), { sent: record.sent });
      });
      if (record.exportId !== undefined) return await reported(record.exportId);
      if (record.sent === 'doubtful') {
        const place = await quotaOf(quota).repeat({ key, owner });
        if (place.kind === 'granted' && place.exportId !== undefined) return { exportId: place.exportId };
        if (place.kind !== 'granted') throw noneLeft();
      }
      if (cancellationSignal.aborted)
        throw new CancelledFailure('Cancelled before it was sent', [{ sent: record.sent }]);
      record.sent = 'doubtful';
      heartbeat(record);
      const { id } = await backend.exports.request(folder, query).catch((error: unknown) => {
        record.sent = (classifyFailure(error, 'start')?.doubtful ?? true) ? 'doubtful' : 'refused';
        throw activityFailure(error, 'start', { sent: record.sent });
      });
      record.exportId = id;
      heartbeat(record);
      return await reported(id);
    } catch (error) {
      heartbeat({ ...record, ended: true });
      throw error;
    } finally {
      clearInterval(timer);
    }
  };
}

const noneLeft = (): ApplicationFailure =>
  ApplicationFailure.nonRetryable(
    'It is unknown whether the export was requested, and none are left today to request it again',
    FailureType.ExportQuotaExceeded,
    { sent: 'doubtful' },
  );
