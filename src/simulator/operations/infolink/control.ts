import { json, type Reply } from '../../http/http-message.js';
import type { Call, Route } from '../route.js';
import { isRecord, parseJson } from '../../json.js';
import { repeatedJobIds } from '../../infolink/info-link.js';
import { infoLinkJobDtos } from '../../infolink/job-dto.js';

/** What concerns InfoLink in the simulator's own interface. */
export const infoLinkControlRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/_sim/infolink/jobs',
    handle: ({ simulation }) => json(200, infoLinkJobDtos(simulation.infoLink)),
  },
  { method: 'POST', path: '/_sim/infolink', handle: setInfoLink },
];

function setInfoLink({ simulation, request }: Call): Reply {
  const { infoLink } = simulation;
  const body = parseJson(request.body);
  const fits = ([name, value]: [string, unknown]): boolean =>
    name === 'errorStatus'
      ? typeof value === 'boolean'
      : name === 'repeatedJobId' && repeatedJobIds.some((choice) => choice === value);
  if (!isRecord(body) || !Object.entries(body).every(fits)) {
    const message = `The fields are "errorStatus", true or false, and "repeatedJobId", one of ${repeatedJobIds.join(', ')}.`;
    return json(400, { message });
  }
  infoLink.settings = { ...infoLink.settings, ...body };
  return json(200, infoLink.settings);
}
