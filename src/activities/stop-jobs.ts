import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { Backend } from '../backends/backend.js';
import { BackendError } from '../backends/backend-error.js';
import type { Activities, StopJobsInput, StopJobsResult } from '../contract/activities.js';
import { backendOf } from './shared/backend-of.js';
import type { ActivityDependencies } from './shared/dependencies.js';
import { activityFailure, notYet } from './shared/failures.js';
import { pollDelayMs } from './shared/poll-delay.js';
import { isSameJob, otherJob, refuseOtherServer } from './shared/same-job.js';

/** The answer to a stop: which jobs were refused, and the progress if the back end reports it. */
interface StopAnswer {
  refused: NonNullable<StopJobsResult['refused']>;
  underWay?: string;
}

/**
 * Requests a stop, repeatedly if the back end reports its progress. A refusal is an answer, not a failure: the job may
 * have ended, so the caller polls.
 */
export function createStopJobs(dependencies: ActivityDependencies): Activities['stopJobs'] {
  return async (input) => {
    const { ids } = input;
    const backend = backendOf(dependencies, input.connection);
    await refuseOtherServer(backend, input.connection, input.target).catch((error: unknown) => {
      throw activityFailure(error, 'stop');
    });
    await refuseOtherJobs(backend, input);
    const { refused, underWay } = await requestStop(backend, input);
    if (underWay !== undefined) {
      const { scheduledTimestampMs, scheduleToCloseTimeoutMs } = activityInfo();
      const elapsedMs = Date.now() - scheduledTimestampMs;
      const delayMs = pollDelayMs(dependencies, elapsedMs);
      // The remaining time is for the caller's poll.
      if (delayMs <= (scheduleToCloseTimeoutMs - elapsedMs) / 2)
        throw notYet(`Stop of ${ids.join(', ')}: ${underWay}`, delayMs, {});
    }
    if (refused.length === 0) return { accepted: true };
    if (refused.length < ids.length) return { accepted: true, refused };
    return { accepted: false, reason: refused[0]?.reason ?? '' };
  };
}

/** Fails before the stop if a key shows that an id belongs to another server's job. Unreadable jobs are not checked. */
async function refuseOtherJobs(backend: Backend, { connection, target, ids, keys }: StopJobsInput): Promise<void> {
  if (!keys) return;
  await Promise.all(
    ids.map(async (id, index) => {
      const job = await backend.getJob(target, id).catch((error: unknown) => {
        const failure = activityFailure(error, 'stop');
        if (failure instanceof ApplicationFailure && failure.nonRetryable === true) return undefined;
        throw failure;
      });
      if (job && !isSameJob(job, keys[index])) throw otherJob(connection, id, job.key);
    }),
  );
}

/** Orchestrator refuses the whole call if one job has ended, so each half is tried separately. */
async function requestStop(backend: Backend, input: StopJobsInput): Promise<StopAnswer> {
  const { target, ids, strategy } = input;
  try {
    const { underWay } =
      strategy === 'SoftStop' && backend.softStop
        ? await backend.softStop(target, ids)
        : await backend.stop(target, ids);
    return { refused: [], ...(underWay !== undefined && { underWay }) };
  } catch (error) {
    const failed = activityFailure(error, 'stop');
    const refused = failed instanceof ApplicationFailure && failed.nonRetryable === true;
    if (!refused || !(error instanceof BackendError)) throw failed;
    const [id] = ids;
    if (ids.length === 1 && id !== undefined) return { refused: [{ id, reason: error.message }] };
    const middle = Math.ceil(ids.length / 2);
    const first = await requestStop(backend, { ...input, ids: ids.slice(0, middle) });
    const second = await requestStop(backend, { ...input, ids: ids.slice(middle) });
    return { ...first, ...second, refused: [...first.refused, ...second.refused] };
  }
}
