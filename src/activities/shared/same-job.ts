import { ApplicationFailure } from '@temporalio/common';
import { FailureType } from '../../contract/failure-types.js';
import type { Job, JobId } from '../../contract/jobs/job.js';

/** Each server counts ids on its own; only the key distinguishes a job from one of another tenant. */
export const isSameJob = (job: Pick<Job, 'key'>, key: string | undefined): boolean =>
  key === undefined || job.key.toLowerCase() === key.toLowerCase();

/** Retried, so that a worker that reaches the right server can continue. */
export function connectionChanged(connection: string, id: JobId, found: string): ApplicationFailure {
  return ApplicationFailure.retryable(
    `Connection '${connection}' now leads to a different server than when this run started: job ${id} has the key ` +
      `${found} there. Nothing was done. Check the connection's URL, or whether a stray worker serves this task queue.`,
    FailureType.ConnectionChanged,
  );
}
