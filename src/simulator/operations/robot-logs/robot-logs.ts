import { logLinesOf } from '../../dto/log-lines.js';
import { logRow, logType } from '../../dto/log-dto.js';
import { odata, type Reply } from '../../http/http-message.js';
import type { Call } from '../route.js';
import { applyQuery } from '../../odata/apply-query.js';
import type { Row } from '../../odata/entity-type.js';
import { readQueryOptions } from '../../odata/query-options.js';
import { context, listReply } from '../collection.js';

export function listLogs(call: Call): Reply {
  return listReply(call, 'RobotLogs', logType(call.simulation.apiVersion), rowsOf(call));
}

export function countLogs(call: Call): Reply {
  const { request, simulation } = call;
  const { total } = applyQuery(rowsOf(call), readQueryOptions(request.query), logType(simulation.apiVersion));
  return odata(200, { '@odata.context': context(call, 'Edm.Int64'), value: total });
}

/** Robots write a line when an execution begins, ends and fails. */
function rowsOf({ simulation, folder }: Call): Row[] {
  const jobs = simulation.jobs.visible().filter((job) => folder === undefined || job.folder === folder);
  return jobs.flatMap((job) => logLinesOf(job)).map((line) => logRow(line));
}
