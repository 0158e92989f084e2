import { defaultJobOrder } from '../../../contract/jobs/defaults.js';
import type { LookUp } from '../../backend.js';
import { BackendError } from '../../backend-error.js';
import { walkJobs } from '../../walk-jobs.js';
import { quoted } from '../odata.js';
import type { OrchestratorClient } from '../types.js';
import type { StartJobsInput } from '../../../contract/activities.js';
import type { Job } from '../../../contract/jobs/job.js';
import { batchExecutionKey } from './batch-execution-key.js';

/** Our clock and the server's may differ by this much. */
const clockSkewMs = 5 * 60_000;

/** Filters from the surest to the most widely supported; no public source shows whether servers accept the first two. */
const ladder: ((input: StartJobsInput, sinceMs: number) => string)[] = [
  ({ reference }) => `BatchExecutionKey eq ${batchExecutionKey(reference)}`,
  ({ reference }) => `Reference eq ${quoted(reference)}`,
  ({ target }, sinceMs) =>
    `ReleaseName eq ${quoted(target.release.name)} and CreationTime ge ${new Date(sinceMs - clockSkewMs).toISOString()}`,
];

/** What a connection has learned about its server: which filters it rejects, and one that has worked. */
interface Lessons {
  refused: Set<number>;
  proven?: number;
}

export type FindJobs = (input: StartJobsInput, lookUp: LookUp) => Promise<Job[]>;

/** Finds the jobs of a reference. Remembers for each connection which filters the server rejects. */
export function createFindJobs(client: Pick<OrchestratorClient, 'listJobPage'>): FindJobs {
  const lessons: Lessons = { refused: new Set() };
  const lists = { page: client.listJobPage };
  return async (input, { sinceMs, last }) => {
    const key = batchExecutionKey(input.reference);
    const rungs = [...ladder.keys()].filter((rung) => lessons.proven === undefined || rung === lessons.proven);
    for (const rung of rungs) {
      if (lessons.refused.has(rung)) continue;
      const odata = ladder[rung]?.(input, sinceMs) ?? '';
      const found: Job[] = [];
      try {
        // To the end of the list: thousands of newer jobs may match a filter that is not by our own marks.
        const walk = walkJobs(lists, input.target.folder, { filter: { odata }, orderBy: defaultJobOrder, expand: [] });
        for await (const { jobs } of walk) {
          found.push(
            ...jobs.filter((job) => job.reference === input.reference || job.batchExecutionKey?.toLowerCase() === key),
          );
          if (found.length >= (input.count ?? Infinity)) break;
        }
      } catch (error) {
        const refused = error instanceof BackendError && error.fields.status === 400 && error.fields.errorCode === 1000;
        if (!refused || rung === ladder.length - 1) throw error;
        lessons.refused.add(rung);
        continue;
      }
      if (found.length > 0) lessons.proven = rung;
      // One filter without a result proves little: servers before API 15 do not store the BatchExecutionKey.
      if (found.length > 0 || !last) return found;
    }
    return [];
  };
}
