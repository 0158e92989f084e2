import { timestamp } from '../../timestamp.js';
import { ApiError } from '../../errors/api-error.js';
import { odata, type Reply } from '../../http/http-message.js';
import type { Call } from '../route.js';
import type { Export } from '../../model/export-store.js';
import { context } from '../collection.js';

export function getExport(call: Call): Reply {
  return exportReply(call, exportOf(call));
}

/** The link is made anew for each call; an export without a file has none. */
export function getDownloadLink(call: Call): Reply {
  const { simulation, baseUrl } = call;
  const found = exportOf(call);
  const status = simulation.exports.statusOf(found);
  if (status !== 'Completed') throw new ApiError('WrongState', `The export is ${status}; it has no file.`);
  const { requiresAuth } = found.settings;
  const access = simulation.blobs.reading(simulation.url, () => found.content, {
    requiresAuth,
    contentType: 'text/csv',
  });
  return odata(200, {
    '@odata.context': `${baseUrl}/odata/$metadata#UiPath.Server.Configuration.OData.BlobFileAccessDto`,
    ...access,
  });
}

export function exportReply(call: Call, found: Export): Reply {
  const { exports } = call.simulation;
  const status = exports.statusOf(found);
  const ended = status === 'Completed' || status === 'Failed';
  return odata(200, {
    '@odata.context': `${context(call, 'Exports')}/$entity`,
    Id: found.id,
    Name: found.name,
    Type: found.type,
    Status: status,
    RequestedAt: timestamp(found.requestedAt),
    ExecutedAt: ended ? timestamp(exports.executedAt(found)) : null,
    Size: status === 'Completed' ? found.content.length : null,
  });
}

function exportOf({ simulation, parameters }: Call): Export {
  const found = simulation.exports.get(Number(parameters.id));
  if (found === undefined) throw new ApiError('NotFound', 'Export does not exist.');
  return found;
}
