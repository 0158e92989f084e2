import { Context, heartbeat } from '@temporalio/activity';
import { CancelledFailure } from '@temporalio/common';
import type { ExportActivities } from '../../contract/export-activities.js';
import { backendWith } from '../shared/backend-of.js';
import type { ActivityDependencies } from '../shared/dependencies.js';
import { activityFailure, destinationOf } from '../shared/failures.js';
import { refuseOtherServer } from '../shared/same-job.js';
import { CountedRecords } from './count-records.js';
import { heartbeatMs } from '../../contract/limits.js';

/** Downloads the file of an export to a destination in constant memory. The file appears only when it is complete. */
export function createDownloadExport(dependencies: ActivityDependencies): ExportActivities['downloadExport'] {
  return async ({ connection, exportId, name, destination, file = `exports/${plain(name)}.csv`, landmarks }) => {
    const backend = backendWith(dependencies, connection, 'exports');
    const { cancellationSignal } = Context.current();
    const content = new CountedRecords(backend.exports.open(exportId, cancellationSignal));
    // Progress of the download, shown by the UI.
    const reportProgress = (): void => heartbeat({ exportId, bytes: content.bytes, records: content.records });
    const timer = setInterval(reportProgress, heartbeatMs.interval);
    try {
      await refuseOtherServer(backend, connection, { ...(landmarks && { landmarks }) });
      const kept = await destinationOf(dependencies, destination).put(file, content, 'text/csv');
      return { file: kept, rows: Math.max(0, content.records - 1) };
    } catch (error) {
      if (cancellationSignal.aborted) throw new CancelledFailure('Cancelled during the download');
      throw activityFailure(error, 'follow');
    } finally {
      clearInterval(timer);
    }
  };
}

const plain = (name: string): string => name.replace(/[^A-Za-z0-9-]/g, '-').replace(/^-+/, '');
