import { ApplicationFailure } from '@temporalio/common';
import type { Backend } from '../../backends/backend.js';
import type { Where } from '../../contract/activities.js';
import { FailureType } from '../../contract/failure-types.js';
import type { Job, JobId } from '../../contract/jobs/job.js';

/** Each server counts ids on its own; only the key distinguishes a job from one of another tenant. */
export const isSameJob = (job: Pick<Job, 'key'>, key: string | undefined): boolean =>
  key === undefined || job.key.toLowerCase() === key.toLowerCase();

/** The failure for a job id that belongs to another job. */
export const otherJob = (connection: string, id: JobId, found: string): ApplicationFailure =>
  connectionChanged(connection, `job ${id} has the key ${found} there`);

/** Fails unless the connection leads to the server on which the run began. A back end without an identity passes. */
export async function refuseOtherServer(backend: Backend, connection: string, where: Partial<Where>): Promise<void> {
  const { identity } = backend;
  if (!identity || (await identity.has(where.landmarks ?? [], where))) return;
  const missing =
    where.folder?.path === undefined
      ? 'what the run knows of its server'
      : `the folder '${where.folder.path}' of the run`;
  throw connectionChanged(connection, `${missing} does not exist there, or its account cannot see it`);
}

/** Retried, so that a worker that reaches the right server can continue. */
function connectionChanged(connection: string, seen: string): ApplicationFailure {
  return ApplicationFailure.retryable(
    `Connection '${connection}' now leads to a different server than when this run started: ${seen}. ` +
      `Nothing was done. Check the connection's URL, or whether a stray worker serves this task queue.`,
    FailureType.ConnectionChanged,
  );
}
