import { logJob } from './log-job.js';
import { pollInput } from './poll-input.js';
import type { TrackedJob } from './tracked-job.js';
import { ActivityFailure, CancellationScope } from '@temporalio/workflow';
import type { JobObservation, StopJobsInput, StopJobsResult, Where } from '../../contract/activities.js';
import type { Capabilities } from '../../contract/capabilities.js';
import { observationOf } from '../../contract/failure-details.js';
import { FailureType } from '../../contract/failure-types.js';
import { deletedState } from '../../contract/jobs/job.js';
import { retriedActivities, pollActivities } from './activity-options.js';
import { applicationFailureOf, deadlinePassed, failure } from './failures.js';

/** A Kill can get lost (rejected during a state change, or the server was down), so it is sent this many times. */
const maximumKills = 3;

/** What stopping needs of a run. */
export interface Stopping {
  spec: { connection: string; stop: { grace: number; confirm: number } };
  /** Missing in the oldest histories, which are all from Orchestrator. */
  capabilities?: Capabilities;
  jobs: readonly TrackedJob[];
  show(activity: string): void;
  observed(tracked: TrackedJob, observation: JobObservation): void;
  /** The answer to a stop of these jobs; a call that failed for good counts as refused. */
  answered?(jobs: readonly TrackedJob[], strategy: StopJobsInput['strategy'], answer: StopJobsResult): void;
  /** Polling a job gave no result before the deadline. */
  unseen?(tracked: TrackedJob, error: ActivityFailure): void;
}

/**
 * Stops jobs and verifies their end: SoftStop, the grace period, Kill, then polls until the state is final or fails
 * with `StopNotConfirmed`. If the back end has only one kind of stop, it is requested as a Kill. The log says why:
 * `because`.
 */
export async function stopJobs(
  run: Stopping,
  target: Where,
  jobs: readonly TrackedJob[],
  because: string,
): Promise<void> {
  const unfinished = (): TrackedJob[] => jobs.filter(({ phase }) => phase !== 'final');
  const { grace, confirm } = run.spec.stop;
  for (const tracked of unfinished()) logJob('Stopping the job', run.spec.connection, target, tracked, { because });
  await CancellationScope.nonCancellable(async () => {
    if (grace > 0 && softStop(run)) await stopAndPoll(run, target, unfinished(), 'SoftStop', grace);
    for (let sent = 0; sent < maximumKills; sent += 1)
      await stopAndPoll(run, target, unfinished(), 'Kill', confirm / maximumKills);
  });
  if (unfinished().length > 0)
    throw failure(
      FailureType.StopNotConfirmed,
      `The end of ${unfinished()
        .map(({ job }) => `job ${job.id} (${job.state})`)
        .join(', ')} could not be confirmed. Check on the back end whether it is still running.`,
      { jobs: unfinished().map(({ job }) => job) },
    );
}

const softStop = ({ capabilities }: Stopping): boolean => capabilities?.softStop ?? true;

async function stopAndPoll(
  run: Stopping,
  target: Where,
  jobs: TrackedJob[],
  strategy: StopJobsInput['strategy'],
  withinMs: number,
): Promise<void> {
  if (jobs.length === 0) return;
  const deadline = Date.now() + withinMs;
  const ids = jobs.map(({ job }) => job.id);
  const verb = strategy === 'SoftStop' ? 'Soft-stopping' : softStop(run) ? 'Killing' : 'Stopping';
  run.show(`${verb} ${ids.length === 1 ? 'the job' : `${ids.length} jobs`}`);
  const summary = `${softStop(run) ? strategy : 'Stop'} ${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ', …' : ''}`;
  // Whatever the answer, the poll decides: a refused stop often means that the job has just ended.
  const answer = await retriedActivities(withinMs, summary)
    .stopJobs({ connection: run.spec.connection, target, ids, keys: jobs.map(({ job }) => job.key), strategy })
    .catch((error: unknown): StopJobsResult => ({ accepted: false, reason: reasonOf(error) }));
  run.answered?.(jobs, strategy, answer);
  await Promise.all(jobs.map((tracked) => pollUntilFinal(run, target, tracked, deadline - Date.now())));
}

async function pollUntilFinal(run: Stopping, target: Where, tracked: TrackedJob, withinMs: number): Promise<void> {
  const observation = await pollActivities(withinMs, `Wait for the end of job ${tracked.job.id}`)
    .pollJob({ ...pollInput(run, target, tracked), until: 'final' })
    .catch((error: unknown) => {
      // A deleted job is no longer running.
      if (applicationFailureOf(error)?.type === FailureType.JobNotFound && !deadlinePassed(error))
        return { job: { ...tracked.job, state: deletedState }, phase: 'final' } satisfies JobObservation;
      const last = lastSeen(error);
      if (!last) run.unseen?.(tracked, error as ActivityFailure);
      return last;
    });
  if (!observation) return;
  run.observed(tracked, observation);
  if (observation.phase === 'final') logJob('Job ended', run.spec.connection, target, tracked);
}

/** Why an activity failed; any other error is rethrown. */
function reasonOf(error: unknown): string {
  if (!(error instanceof ActivityFailure)) throw error;
  return applicationFailureOf(error)?.message ?? error.cause?.message ?? error.message;
}

/** The last observation before the deadline passed. */
function lastSeen(error: unknown): JobObservation | undefined {
  if (!(error instanceof ActivityFailure)) throw error;
  return observationOf(applicationFailureOf(error));
}
