import type { TrackedJob } from '../shared/tracked-job.js';
import { allHandlersFinished, CancellationScope, condition, isCancellation, log, sleep } from '@temporalio/workflow';
import { withShortTexts } from '../../contract/bounded.js';
import { limits } from '../../contract/limits.js';
import { FailureType } from '../../contract/failure-types.js';
import { faultClassOf } from '../../contract/jobs/fault.js';
import type { FinishedJob } from '../../contract/jobs/job.js';
import { parseRunJobInput, type RunJobInput, type RunJobResult, type RunJobSpec } from '../../contract/run-job.js';
import type { Target } from '../../contract/jobs/target.js';
import { retriedActivities } from '../shared/activity-options.js';
import { applicationFailureOf, failure, failureOf, invalidInput, notPrepared, wasKilled } from '../shared/failures.js';
import { followJob, Hints } from './follow-job.js';
import { handleMessages } from './messages.js';
import { RunState } from './run-state.js';
import { startJobs } from './start-jobs.js';
import { stopJobs } from '../shared/stop-escalation.js';

/** Runs a job on a back end: starts it once, follows it to its verified end, and stops it if the run is cancelled. */
export async function runJob(input: RunJobInput): Promise<RunJobResult> {
  const run = new RunState(specificationOf(input));
  const hints = new Hints();
  const work = new CancellationScope();
  const messages = handleMessages(run, hints, work);
  try {
    const ended = await work.run(() => runToEnd(run, hints, work));
    run.show('Finished');
    return resultOf(run.spec, ended);
  } catch (error) {
    const stopped = messages.stopRequest();
    const because = stopped
      ? `the stop update${stopped.reason ? ` (${stopped.reason})` : ''}`
      : isCancellation(error)
        ? 'the run was cancelled'
        : messageOf(error);
    if (run.target && run.unfinished().length > 0) await stopJobs(run, run.target, run.unfinished(), because);
    run.show(stopped ? 'Stopped on request' : isCancellation(error) ? 'Cancelled' : 'Failed');
    if (stopped && isCancellation(error))
      throw failure(FailureType.JobStopped, `Stopped on request${stopped.reason ? `: ${stopped.reason}` : ''}`, {
        jobs: run.jobs.map(({ job }) => job),
      });
    throw error;
  } finally {
    messages.close();
    await CancellationScope.nonCancellable(() => condition(allHandlersFinished, '1m'));
  }
}

function specificationOf(input: RunJobInput): RunJobSpec {
  const parsed = parseRunJobInput(input);
  if ('spec' in parsed) return parsed.spec;
  throw invalidInput('runJob', parsed.faults);
}

/** The successful jobs in the order of their start; one that ran again stands where the first one stood. */
async function runToEnd(run: RunState, hints: Hints, work: CancellationScope): Promise<FinishedJob[]> {
  const { spec } = run;
  const { connection } = spec;
  let target: Target;
  const preparing = retriedActivities(spec.deadlines.start, `Connection ${connection}`);
  const resolve = (outdated?: Target): Promise<Target> =>
    preparing.resolveRelease({
      connection,
      backend: spec.backend,
      release: spec.release,
      ...(spec.folder && { folder: spec.folder }),
      ...(spec.options && { options: spec.options }),
      ...(outdated && { outdated }),
    });
  try {
    run.show('Signing in');
    const { searchAttributes, capabilities } = await preparing.authenticate({ connection });
    run.searchable = searchAttributes;
    if (capabilities) run.capabilities = capabilities;
    run.show('Looking up folder and process');
    target = await resolve();
    run.resolved(target);
  } catch (error) {
    throw notPrepared(error, connection);
  }
  let starts = 0;
  const start = (count?: number): Promise<TrackedJob[]> => startJobs(run, target, starts++, count);
  let first: TrackedJob[];
  try {
    first = await start(spec.count);
  } catch (error) {
    const type = applicationFailureOf(error)?.type;
    if (type !== FailureType.FolderNotFound && type !== FailureType.ReleaseNotFound) throw error;
    // Without landmarks, another server could answer in place of the one on which the run began.
    if (!target.landmarks) throw error;
    // The server no longer has what was cached: resolve it again and retry the start once.
    target = await resolve(target).catch((again: unknown) => Promise.reject(asError(notPrepared(again, connection))));
    run.resolved(target);
    first = await start(spec.count);
  }
  run.show('Following');
  const failures: unknown[] = [];
  const ended = await Promise.all(
    first.map(async (tracked) => {
      try {
        return await followWithReruns(run, target, tracked, hints, start);
      } catch (error) {
        failures.push(error);
        if (isCancellation(error)) return tracked.job;
        // The first failure is the cause; the cancels that it triggers follow.
        if (spec.onJobFailure === 'stop') work.cancel();
        else if (tracked.phase !== 'final') await stopJobs(run, target, [tracked], messageOf(error));
        return tracked.job;
      }
    }),
  );
  if (failures.length > 0) throw asError(failures[0]);
  return ended;
}

const messageOf = (error: unknown): string => applicationFailureOf(error)?.message ?? asError(error).message;

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

async function followWithReruns(
  run: RunState,
  target: Target,
  first: TrackedJob,
  hints: Hints,
  start: (count: number) => Promise<TrackedJob[]>,
): Promise<FinishedJob> {
  const { maximumAttempts, on, delay } = run.spec.rerun;
  let tracked = first;
  for (let attempt = 1; ; attempt += 1) {
    await followJob(run, target, tracked, hints);
    const { job } = tracked;
    if (job.state === 'Successful') return job;
    const rerun = job.state === 'Faulted' && !wasKilled(job) && on.includes(faultClassOf(job));
    if (!rerun || attempt >= maximumAttempts) throw failureOf(job, tracked.refusal);
    log.info('The job faulted and will run again', { jobId: job.id, attempt });
    run.show(`Waiting to run job ${job.id} again (attempt ${attempt + 1} of ${maximumAttempts})`);
    await sleep(delay, { summary: `Delay before rerun ${attempt}` });
    const [next] = await start(1);
    if (!next)
      throw failure(FailureType.StartOutcomeUnknown, 'The rerun was accepted but named no job', { jobs: [job] });
    tracked = next;
  }
}

function resultOf({ several = false }: RunJobSpec, jobs: FinishedJob[]): RunJobResult {
  const outputs = jobs.map(({ output }) => output ?? null);
  const output = several || outputs.length > 1 ? outputs : (outputs[0] ?? null);
  return withShortTexts({ outcome: 'Successful', jobs, output }, limits.resultBytes);
}
