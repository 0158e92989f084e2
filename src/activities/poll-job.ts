import { activityInfo } from '@temporalio/activity';
import type { Activities, JobObservation } from '../contract/activities.js';
import { type FinishedJob, phaseOf } from '../contract/job.js';
import type { ActivityDependencies } from './context.js';
import { activityFailure, clientOf, notYet } from './failures.js';

/** A job pending for longer than this is asked why. */
const explainAfterMs = 10_000;
/** A look this close to the deadline is the last one, and tells all it can. */
const lastLookMs = 250;

/** One look at a job; the retry policy does the waiting, so that a wait holds no slot and writes no history. */
export function createPollJob(dependencies: ActivityDependencies): Activities['pollJob'] {
  const bounds = dependencies.pollIntervalMs ?? { minimum: 1_000, maximum: 30_000 };
  return async (input) => {
    const client = clientOf(dependencies, input.connection);
    const { scheduledTimestampMs, scheduleToCloseTimeoutMs } = activityInfo();
    const elapsedMs = Date.now() - scheduledTimestampMs;
    const leftMs = scheduleToCloseTimeoutMs - elapsedMs;
    try {
      const job = withinSize(await client.getJob(input.target.folder, input.id), input.maximumOutputBytes);
      const phase = phaseOf(job.state);
      const observation: JobObservation = { job, phase };
      if (phase === 'final' || (phase !== input.phase && input.until !== 'final')) return observation;
      if (phase === 'pending' && (elapsedMs >= explainAfterMs || leftMs <= lastLookMs)) {
        const reasons = (await client.validateExistingJob(input.target.folder, input.id))?.errorCodes ?? [];
        if (reasons.length > 0) observation.pendingReasons = reasons;
        if (reasons.length > 0 && !input.pendingReasons && input.until !== 'final') return observation;
      }
      const delayMs = Math.min(bounds.maximum, Math.max(bounds.minimum, elapsedMs / 10));
      // The last look comes right before the deadline, not up to an interval ahead of it.
      const cappedMs = leftMs > lastLookMs ? Math.max(1, Math.min(delayMs, leftMs - lastLookMs / 2)) : delayMs;
      throw notYet(waitingText(observation), Math.round(cappedMs), observation);
    } catch (error) {
      throw activityFailure(error, 'follow');
    }
  };
}

function waitingText({ job, pendingReasons }: JobObservation): string {
  const where = job.robot === undefined ? '' : ` on ${job.robot}`;
  const why = pendingReasons ? `, because: ${pendingReasons.join(', ')}` : '';
  return `Job ${job.id} is ${job.state} since ${job.startTime ?? job.creationTime ?? 'its start'}${where}${why}`;
}

function withinSize(job: FinishedJob, maximumBytes: number): FinishedJob {
  if (job.output === undefined) return job;
  const bytes = Buffer.byteLength(JSON.stringify(job.output));
  if (bytes <= maximumBytes) return job;
  return { ...job, output: undefined, outputOmitted: { reason: 'tooLarge', bytes } };
}
