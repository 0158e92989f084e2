import { activityInfo, heartbeat } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { Backend } from '../../backends/backend.js';
import { BackendError } from '../../backends/backend-error.js';
import { classifyFailure } from '../../backends/failure-table.js';
import type { Activities, JobObservation, PollJobInput } from '../../contract/activities.js';
import { FailureType } from '../../contract/failure-types.js';
import { type FinishedJob, phaseOf } from '../../contract/jobs/job.js';
import { limits } from '../../contract/limits.js';
import { cut } from '../../shared/cut.js';
import { backendOf } from '../shared/backend-of.js';
import type { ActivityDependencies } from '../shared/dependencies.js';
import { activityFailure, asRetryable, notYet } from '../shared/failures.js';
import { pollDelayMs } from '../shared/poll-delay.js';
import { isSameJob, otherJob, refuseOtherServer } from '../shared/same-job.js';
import { withOutput } from './job-output.js';
import { missedAgain, missingJob, saysMissing } from './missing-job.js';

/** If a job is pending for longer than this, the poll asks for the reasons. */
const explainAfterMs = 10_000;

/** Polls a job once. The retry policy does the waiting, so that a wait does not hold a slot or write history. */
export function createPollJob(dependencies: ActivityDependencies): Activities['pollJob'] {
  return async (input) => {
    const backend = backendOf(dependencies, input.connection);
    const { scheduledTimestampMs, scheduleToCloseTimeoutMs } = activityInfo();
    const elapsedMs = Date.now() - scheduledTimestampMs;
    const found = await getJob(backend, input, elapsedMs);
    try {
      const job = await withOutput(dependencies, backend, found, input);
      const phase = phaseOf(job);
      const observation: JobObservation = { job, phase };
      if (input.until === 'now' || phase === 'final' || (phase !== input.phase && input.until !== 'final'))
        return observation;
      if (phase === 'pending') {
        // The server records the reasons once, at dispatch, so one request is enough.
        const asked = elapsedMs >= Math.min(explainAfterMs, scheduleToCloseTimeoutMs / 2) && !input.pendingReasons;
        // They only explain the wait, so a refusal or a failure of this call must not end it.
        const reasons = asked
          ? await backend.pendingReasons?.(input.target, input.id).catch(() => undefined)
          : undefined;
        const known = reasons?.length ? firstReasons(reasons) : input.pendingReasons;
        if (known) observation.pendingReasons = known;
        if (reasons?.length && input.until !== 'final') return observation;
      }
      // The job exists, so earlier "not found" answers do not count.
      heartbeat({});
      throw notYet(waitingText(observation), pollDelayMs(dependencies, elapsedMs), observation);
    } catch (error) {
      throw activityFailure(error, 'follow');
    }
  };

  /** The job of the run. One unusual answer does not end a run or stop a robot. */
  async function getJob(backend: Backend, input: PollJobInput, elapsedMs: number): Promise<FinishedJob> {
    try {
      const job = await backend.getJob(input.target, input.id);
      if (isSameJob(job, input.key)) return job;
      throw otherJob(input.connection, input.id, job.key);
    } catch (error) {
      if (!saysMissing(error) && !saysOther(error)) throw asOdd(error);
      await refuseOtherServer(backend, input.connection, input.target).catch((other: unknown) => {
        throw asOdd(other);
      });
      if (!saysMissing(error)) throw asOdd(error);
      const nowMs = Date.now();
      const missing = missedAgain(activityInfo().heartbeatDetails, nowMs);
      const delayMs = pollDelayMs(dependencies, elapsedMs);
      const failure = await missingJob(backend, input, missing, nowMs, delayMs).catch(asOdd);
      heartbeat({ missing });
      throw failure;
    }
  }
}

/** Whether an error may mean that the worker reaches another server: it does not have the folder there. */
const saysOther = (error: unknown): boolean => classifyFailure(error, 'follow')?.type === FailureType.FolderNotFound;

const firstReasons = (reasons: string[]): string[] =>
  reasons.slice(0, limits.pendingReasons).map((reason) => cut(reason, limits.shortTextCharacters));

/** A refused poll (400, 409) says nothing about the running robot, so it is retried until the deadline. */
function asOdd(error: unknown): unknown {
  const failure = activityFailure(error, 'follow');
  const refused =
    error instanceof BackendError && failure instanceof ApplicationFailure && failure.nonRetryable === true;
  return refused ? asRetryable(failure) : failure;
}

function waitingText({ job, pendingReasons }: JobObservation): string {
  const where = job.robot === undefined ? '' : ` on ${job.robot}`;
  const why = pendingReasons ? `, because: ${pendingReasons.join(', ')}` : '';
  return `Job ${job.id} is ${job.state} since ${job.startTime ?? job.creationTime ?? 'its start'}${where}${why}`;
}
