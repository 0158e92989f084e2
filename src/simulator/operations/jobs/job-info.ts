import { ApiError } from '../../errors/api-error.js';
import { json, type Reply } from '../../http/http-message.js';
import type { Call } from '../route.js';
import { isGuid } from '../../json.js';

/**
 * Finds a job's folder by its key; needs no folder header. In no public contract: of the reply only
 * `organizationUnitId` is known, from a public client that reads it.
 */
export function getJobInfo({ simulation, request }: Call): Reply {
  const key = request.query.get('jobKey');
  if (!isGuid(key)) throw new ApiError('InvalidField', `The value '${String(key)}' is not a valid job key.`);
  const job = simulation.jobs.byKey(key);
  if (job === undefined) throw new ApiError('NotFound', 'Job does not exist.');
  return json(200, { organizationUnitId: job.folder.id });
}
