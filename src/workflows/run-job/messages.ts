import {
  type CancellationScope,
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  setHandler,
} from '@temporalio/workflow';
import { messageNames, type RunJobStatus, type StopRequest } from '../../contract/messages.js';
import { fitting } from '../../contract/bounded.js';
import { limits } from '../../contract/limits.js';
import { FailureType } from '../../contract/failure-types.js';
import { retriedActivities } from '../shared/activity-options.js';
import { asWorkflowFailure, failure } from '../shared/failures.js';
import type { Hints } from './follow-job.js';
import type { RunState } from './run-state.js';

export const jobChanged = defineSignal(messageNames.jobChanged);
export const status = defineQuery<RunJobStatus>(messageNames.status);
export const stop = defineUpdate<RunJobStatus, [StopRequest?]>(messageNames.stop);
export const resume = defineUpdate<RunJobStatus>(messageNames.resume);

export interface Messages {
  /** The request of the `stop` update, if one came. */
  stopRequest(): StopRequest | undefined;
  /** Lets waiting `stop` updates return: the run has verified the end of its jobs. */
  close(): void;
}

/** Answers signals, queries and updates for the life of a run. */
export function handleMessages(run: RunState, hints: Hints, work: CancellationScope): Messages {
  let request: StopRequest | undefined;
  let closed = false;
  setHandler(jobChanged, () => void (hints.received += 1), { description: 'A hint that a job may have changed' });
  setHandler(status, () => statusOf(run), { description: 'What the run knows about its jobs' });
  setHandler(
    stop,
    async (given) => {
      request ??= given ?? {};
      work.cancel();
      await condition(() => closed);
      return statusOf(run);
    },
    { description: 'Stops the jobs and returns once their end is verified' },
  );
  setHandler(
    resume,
    async () => {
      const { target } = run;
      const suspended = run.jobs.filter(({ phase }) => phase === 'suspended');
      if (!target || suspended.length === 0)
        throw failure(FailureType.RequestRefused, 'No job of this run is suspended', {
          jobs: run.jobs.map(({ job }) => job),
        });
      const { connection } = run.spec;
      for (const { job } of suspended) {
        try {
          await retriedActivities(60_000, `Resume job ${job.id}`).resumeJob({ connection, target, key: job.key });
        } catch (error) {
          throw asWorkflowFailure(error, { jobs: [job] });
        }
      }
      hints.received += 1;
      return statusOf(run);
    },
    { description: 'Resumes suspended jobs' },
  );
  return { stopRequest: () => request, close: () => void (closed = true) };
}

function statusOf(run: RunState): RunJobStatus {
  const { target } = run;
  return fitting(
    {
      connection: run.spec.connection,
      ...(target?.folder.path !== undefined && { folder: target.folder.path }),
      ...(target && { process: target.release.name }),
      activity: run.activity,
      jobs: run.jobs.map(({ job, since, pendingReasons }) => ({
        job,
        since: new Date(since).toISOString(),
        ...(pendingReasons && { pendingReasons }),
      })),
    },
    limits.payloadBytes,
  );
}
