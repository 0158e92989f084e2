import type { TrackedJob } from '../shared/tracked-job.js';
import { ActivityFailure, CancellationScope, condition, isCancellation } from '@temporalio/workflow';
import type { JobObservation } from '../../contract/activities.js';
import { observationOf } from '../../contract/failure-details.js';
import { FailureType } from '../../contract/failure-types.js';
import type { JobPhase } from '../../contract/jobs/job.js';
import type { Target } from '../../contract/jobs/target.js';
import { logJob } from '../shared/log-job.js';
import { pollInput } from '../shared/poll-input.js';
import { pollActivities } from '../shared/activity-options.js';
import { applicationFailureOf, asWorkflowFailure, deadlinePassed, failure } from '../shared/failures.js';
import type { RunState } from './run-state.js';

/** Polls that hints may trigger in one run. Later hints are ignored, so that signals cannot fill the history. */
const maximumHintedPolls = 50;
/**
 * Changes of phase that are followed one by one. A server whose replies alternate (stale copies behind a balancer) would
 * otherwise fill the history; after so many, polls continue until the job ends or the deadline of its phase passes.
 */
const maximumPhaseChanges = 50;
/** How long the last poll after a deadline may be retried. */
const lastPollWithinMs = 60_000;

/** Counts `jobChanged` signals. A hint is never trusted: it only makes the run poll at once. */
export class Hints {
  received = 0;
  private polls = 0;

  async next(): Promise<void> {
    const seen = this.received;
    await condition(() => this.received > seen && this.polls < maximumHintedPolls);
    this.polls += 1;
  }
}

/** Follows a job to its final state; fails as `JobTimedOut` if it stays in a phase beyond the deadline. */
export async function followJob(run: RunState, target: Target, tracked: TrackedJob, hints: Hints): Promise<void> {
  let phase: JobPhase | undefined;
  let entered = 0;
  let ranMs = 0;
  let changes = 0;
  while (tracked.phase !== 'final') {
    const now = Date.now();
    if (tracked.phase !== phase) {
      if (phase === 'running') ranMs += now - entered;
      phase = tracked.phase;
      entered = now;
      changes += 1;
    }
    // Running time adds up across suspensions; each wait for a robot and each suspension starts a new deadline.
    const used = now - entered + (phase === 'running' ? ranMs : 0);
    const limit = { pending: 'pending', running: 'run', suspended: 'suspended' } as const;
    const remainingMs = run.spec.deadlines[limit[phase]] - used;
    const until = changes > maximumPhaseChanges ? 'final' : undefined;
    const observation = await pollUntilChange(run, target, tracked, hints, { remainingMs, until });
    if (observation !== 'deadline') run.observed(tracked, observation);
    else if (!(await hasMovedOn(run, target, tracked, phase))) throw timedOut(tracked, phase);
  }
  logJob('Job ended', run.spec.connection, target, tracked);
}

/**
 * Whether the job left its phase although no poll saw it before the deadline: all workers may have been down.
 * Only a poll can show that; if it fails, the deadline has passed.
 */
async function hasMovedOn(run: RunState, target: Target, tracked: TrackedJob, phase: JobPhase): Promise<boolean> {
  if (tracked.phase !== phase) return true;
  try {
    const activities = pollActivities(lastPollWithinMs, `Last poll of job ${tracked.job.id}`);
    run.observed(tracked, await activities.pollJob({ ...pollInput(run, target, tracked), until: 'now' }));
  } catch (error) {
    if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
  }
  return tracked.phase !== phase;
}

async function pollUntilChange(
  run: RunState,
  target: Target,
  tracked: TrackedJob,
  hints: Hints,
  { remainingMs, until }: { remainingMs: number; until: 'final' | undefined },
): Promise<JobObservation | 'deadline'> {
  const reasons = tracked.pendingReasons?.slice(0, 2).join(', ');
  const summary = `Follow job ${tracked.job.id} (${tracked.job.state}${reasons === undefined ? '' : `: ${reasons}`})`;
  for (const deadline = Date.now() + remainingMs; ;) {
    const scope = new CancellationScope();
    try {
      const observation = await scope.run(() =>
        Promise.race([
          pollActivities(deadline - Date.now(), summary).pollJob({
            ...pollInput(run, target, tracked),
            ...(until && { until }),
          }),
          hints.next().then(() => undefined),
        ]),
      );
      if (observation) return observation;
    } catch (error) {
      if (!deadlinePassed(error)) throw asWorkflowFailure(error, { jobs: [tracked.job] });
      const last = observationOf(applicationFailureOf(error));
      if (last) run.observed(tracked, last);
      return 'deadline';
    } finally {
      scope.cancel();
    }
  }
}

function timedOut(tracked: TrackedJob, phase: JobPhase): Error {
  const reasons = phase === 'pending' ? tracked.pendingReasons : undefined;
  const because = reasons && reasons.length > 0 ? ` because: ${reasons.join(', ')}` : '';
  return failure(
    FailureType.JobTimedOut,
    `Job ${tracked.job.id} was ${tracked.job.state} beyond its deadline (${phase})${because}`,
    { phase, jobs: [tracked.job], ...(reasons && { pendingReasons: reasons }) },
  );
}
