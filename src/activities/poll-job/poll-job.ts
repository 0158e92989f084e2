import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { BackendError } from '../../backends/backend-error.js';
import { TargetError } from '../../backends/target-error.js';
import type { Activities, JobObservation } from '../../contract/activities.js';
import { FailureType } from '../../contract/failure-types.js';
import { phaseOf } from '../../contract/jobs/job.js';
import { backendOf } from '../shared/backend-of.js';
import type { ActivityDependencies } from '../shared/dependencies.js';
import { activityFailure, notYet } from '../shared/failures.js';
import { pollDelayMs } from '../shared/poll-delay.js';
import { withOutput } from './job-output.js';

/** A job pending for longer than this is asked why. */
const explainAfterMs = 10_000;
/** A job that was just started may not be readable at once. */
const visibleWithinMs = 60_000;
/** The last look comes this close to the deadline. */
const lastLookMs = 250;

/** One look at a job; the retry policy does the waiting, so that a wait holds no slot and writes no history. */
export function createPollJob(dependencies: ActivityDependencies): Activities['pollJob'] {
  return async (input) => {
    const backend = backendOf(dependencies, input.connection);
    const { scheduledTimestampMs, scheduleToCloseTimeoutMs } = activityInfo();
    const elapsedMs = Date.now() - scheduledTimestampMs;
    const leftMs = scheduleToCloseTimeoutMs - elapsedMs;
    try {
      const job = await withOutput(dependencies, backend, await backend.getJob(input.target, input.id), input);
      const phase = phaseOf(job.state);
      const observation: JobObservation = { job, phase };
      if (input.until === 'now' || phase === 'final' || (phase !== input.phase && input.until !== 'final'))
        return observation;
      if (phase === 'pending') {
        // The reasons are taken down once, at dispatch, so they are asked for once.
        const asked = elapsedMs >= Math.min(explainAfterMs, scheduleToCloseTimeoutMs / 2) && !input.pendingReasons;
        const reasons = asked ? await backend.pendingReasons?.(input.target, input.id) : undefined;
        const known = reasons?.length ? reasons : input.pendingReasons;
        if (known) observation.pendingReasons = known;
        if (reasons?.length && input.until !== 'final') return observation;
      }
      const delayMs = pollDelayMs(dependencies, elapsedMs);
      // The last look comes right before the deadline, not up to an interval ahead of it.
      const cappedMs = leftMs > lastLookMs ? Math.max(1, Math.min(delayMs, leftMs - lastLookMs / 2)) : delayMs;
      throw notYet(waitingText(observation), Math.round(cappedMs), observation);
    } catch (error) {
      if (isMissing(error) && input.phase === 'pending' && elapsedMs < visibleWithinMs)
        throw ApplicationFailure.retryable(`Job ${input.id} cannot be read yet`, FailureType.JobNotFound);
      throw activityFailure(error, 'follow');
    }
  };
}

function isMissing(error: unknown): boolean {
  if (error instanceof TargetError) return error.type === FailureType.JobNotFound;
  return error instanceof BackendError && error.fields.status === 404 && error.fields.notTheApi !== true;
}

function waitingText({ job, pendingReasons }: JobObservation): string {
  const where = job.robot === undefined ? '' : ` on ${job.robot}`;
  const why = pendingReasons ? `, because: ${pendingReasons.join(', ')}` : '';
  return `Job ${job.id} is ${job.state} since ${job.startTime ?? job.creationTime ?? 'its start'}${where}${why}`;
}
