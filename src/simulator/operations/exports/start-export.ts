import { jobRow, jobType } from '../../dto/job-dto.js';
import { logLinesOf } from '../../dto/log-lines.js';
import { logRow, logType } from '../../dto/log-dto.js';
import { ApiError } from '../../errors/api-error.js';
import type { Reply } from '../../http/http-message.js';
import type { Call } from '../route.js';
import type { ExportType } from '../../model/export-store.js';
import type { Job } from '../../model/job.js';
import { applyQuery } from '../../odata/apply-query.js';
import { readPath, resolvePath, type EntityType, type Row } from '../../odata/entity-type.js';
import { readQueryOptions } from '../../odata/query-options.js';
import { csv } from './csv.js';
import { exportReply } from './exports.js';

// No source documents the columns of the real file: these are the API's own names.
const jobColumns = [
  'Id',
  'Key',
  'State',
  'ReleaseName',
  'Robot/Name',
  'HostMachineName',
  'Source',
  'JobPriority',
  'Reference',
  'CreationTime',
  'StartTime',
  'EndTime',
  'Info',
];
const logColumns = ['TimeStamp', 'Level', 'ProcessName', 'RobotName', 'HostMachineName', 'JobKey', 'Message'];

/** Takes the query of a list, and a body or none. */
export function exportJobs(call: Call): Reply {
  const rows = jobsOf(call).map((job) => jobRow(job));
  return start(call, 'Jobs', rows, jobType(call.simulation.apiVersion), jobColumns);
}

export function exportLogs(call: Call): Reply {
  const rows = jobsOf(call).flatMap((job) => logLinesOf(job).map((line) => logRow(line)));
  return start(call, 'Logs', rows, logType(call.simulation.apiVersion), logColumns);
}

function jobsOf({ simulation, folder }: Call): Job[] {
  return simulation.jobs.visible().filter((job) => folder === undefined || job.folder === folder);
}

function start(call: Call, type: ExportType, rows: readonly Row[], entity: EntityType, columns: string[]): Reply {
  const given = readQueryOptions(call.request.query);
  // Lists have a largest page; no document gives exports one.
  const options = { ...given, top: given.top ?? Number.MAX_SAFE_INTEGER };
  const paths = columns.map((column) => resolvePath(entity, column).names);
  const made = call.simulation.exports.create(type, () => {
    const chosen = applyQuery(rows, options, entity).rows;
    return csv([columns, ...chosen.map((row) => paths.map((path) => readPath(row, path)))]);
  });
  if (made === undefined) throw new ApiError('ExportQuota');
  return exportReply(call, made);
}
