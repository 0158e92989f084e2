import type { Call } from '../route.js';
import { authorizeInfoLink } from './authorize.js';
import { InfoLinkError } from '../../infolink/info-link-error.js';
import type { InfoLinkJob } from '../../infolink/job.js';

/** The job that a GET names by its query, after the credentials were looked at. */
export function jobOf({ simulation, request }: Call): InfoLinkJob {
  const { infoLink } = simulation;
  authorizeInfoLink(infoLink.tokens, request, request.query.get('apiKey'));
  const job = infoLink.find(needed(request.query, 'appId'), needed(request.query, 'jobId'));
  if (job === undefined) throw new InfoLinkError(404, 'The job does not exist.');
  return job;
}

function needed(query: URLSearchParams, name: string): string {
  const value = query.get(name);
  if (value === null || value === '') throw new InfoLinkError(400, `${name} parameter is required.`);
  return value;
}
