import { BackendError } from '../backends/backend-error.js';
import type { OrchestratorClient } from '../backends/orchestrator/types.js';
import type { StartJobsInput } from '../contract/activities.js';
import type { Job } from '../contract/job.js';
import { batchExecutionKey } from './batch-execution-key.js';

export type FindJobs = () => Promise<Job[]>;

/** Our clock and the server's may differ by this much. */
const clockSkewMs = 5 * 60_000;

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Filters from the surest to the most widely supported; no public source shows the first two refused or accepted. */
const ladder: ((input: StartJobsInput, sinceMs: number) => string)[] = [
  ({ reference }) => `BatchExecutionKey eq ${batchExecutionKey(reference)}`,
  ({ reference }) => `Reference eq ${quoted(reference)}`,
  ({ target }, sinceMs) =>
    `ReleaseName eq ${quoted(target.release.name)} and CreationTime ge ${new Date(sinceMs - clockSkewMs).toISOString()}`,
];

/** Finds the jobs of a reference. A filter that a server refuses is remembered for its connection. */
export function createFindJobs(): (
  client: OrchestratorClient,
  input: StartJobsInput,
  sinceMs: number,
) => Promise<Job[]> {
  const firstRung = new WeakMap<OrchestratorClient, number>();
  return async (client, input, sinceMs) => {
    const key = batchExecutionKey(input.reference);
    let refusedBefore = false;
    for (let rung = firstRung.get(client) ?? 0; ; rung += 1) {
      const filter = ladder[rung]?.(input, sinceMs) ?? '';
      try {
        const rows = await client.listJobs(input.target.folder, { filter, orderBy: 'CreationTime desc', top: 1000 });
        if (refusedBefore) firstRung.set(client, rung);
        const found = rows.filter(
          (job) => job.reference === input.reference || job.batchExecutionKey?.toLowerCase() === key,
        );
        // Nothing by one field proves little: servers below API 15 do not keep the BatchExecutionKey they were sent.
        if (found.length > 0 || rung === ladder.length - 1) return found;
        refusedBefore = false;
      } catch (error) {
        const refused = error instanceof BackendError && error.fields.status === 400 && error.fields.errorCode === 1000;
        refusedBefore = refused;
        if (!refused || rung === ladder.length - 1) throw error;
      }
    }
  };
}
