import type { HttpRequest } from '../http/http-message.js';
import { isRecord, parseJson, property } from '../json.js';
import type { Simulation } from '../simulation.js';
import type { FoundRoute } from './find-route.js';

/** The ids and keys of the jobs that a call names, in its path, query or body: each job by both. */
export function namedJobs({ jobs }: Simulation, request: HttpRequest, { route, parameters }: FoundRoute): string[] {
  const parsed = parseJson(request.body);
  const body = isRecord(parsed) ? parsed : {};
  const inPath = route.path.startsWith('/odata/Jobs') ? [parameters.id, parameters.guid] : [];
  const ids = property(body, 'jobIds');
  const named = [
    ...inPath,
    request.query.get('jobKey'),
    request.query.get('jobId'),
    property(body, 'jobId'),
    property(body, 'jobKey'),
    ...(Array.isArray(ids) ? (ids as unknown[]) : []),
  ];
  return named
    .filter((name) => typeof name === 'string' || typeof name === 'number')
    .flatMap((name) => {
      const text = String(name).toLowerCase();
      const job = jobs.byId(Number(text)) ?? jobs.byKey(text);
      return job === undefined ? [text] : [String(job.id), job.key];
    });
}
