import type { TrackedJob } from '../shared/tracked-job.js';
import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  CancelledFailure,
  isCancellation,
  sleep,
  TimeoutFailure,
  workflowInfo,
} from '@temporalio/workflow';
import type { Sent, StartJobsInput, StartJobsResult } from '../../contract/activities.js';
import { detailsOf } from '../../contract/failure-details.js';
import { FailureType } from '../../contract/failure-types.js';
import { jobReference } from '../../contract/jobs/references.js';
import type { Target } from '../../contract/jobs/target.js';
import { refuseLargePayload } from '../shared/refuse-payload.js';
import { firstStartActivities, retriedActivities, startActivities } from '../shared/activity-options.js';
import { applicationFailureOf, asWorkflowFailure, failure } from '../shared/failures.js';
import type { RunState } from './run-state.js';

/** How long to look up the jobs of a refused start. */
const refusedLookUpMs = 30_000;

/** What a start has sent by the end of an activity. */
interface End {
  sent: Sent;
  /** Whether an attempt may still be sending. */
  inFlight: boolean;
}

/**
 * Starts jobs under their own Reference. Afterwards the run always knows which jobs exist: unless the start
 * succeeded, it looks up the jobs that the start may have created.
 */
export async function startJobs(run: RunState, target: Target, start: number, count?: number): Promise<TrackedJob[]> {
  const { spec } = run;
  const { workflowId, namespace, runId, originalExecutionRunId, firstExecutionRunId, attempt, startTime } =
    workflowInfo();
  const wasReset = runId !== originalExecutionRunId;
  const input: StartJobsInput = {
    connection: spec.connection,
    target,
    fields: spec.fields,
    ...(spec.inputFile && { inputFile: spec.inputFile }),
    reference: jobReference({ namespace, workflowId, firstRunId: firstExecutionRunId, attempt, start }),
    ...(count !== undefined && { count }),
    // A reset repeats a start that the previous run may already have made.
    sinceMs: wasReset ? startTime.getTime() : Date.now(),
    ...(wasReset && { lookUp: 'beforeSending', inFlight: true }),
  };
  refuseLargePayload('The start', input);
  run.show('Starting');
  const end: End = wasReset ? { sent: 'doubtful', inFlight: true } : { sent: 'nothing', inFlight: false };
  try {
    const { jobs } = await send(spec.deadlines.start, input, end);
    return run.started(jobs);
  } catch (error) {
    const found = await CancellationScope.nonCancellable(() => settle(run, input, endOf(error, end)));
    if (isCancellation(error)) throw error;
    // An attempt that fails after the cancel is not retried, and its failure arrives here.
    if (CancellationScope.current().consideredCancelled) throw new CancelledFailure('Cancelled during the start');
    if (found.length > 0 && (count === undefined || found.length >= count)) return withRefusal(found, error);
    if (found.length > 0) throw inPart(input.reference, found.length, count);
    throw asWorkflowFailure(error, { reference: input.reference });
  }
}

/** InfoLink answers a start that waits for the end of its job with the error of that job, and gives it nowhere else. */
function withRefusal(found: TrackedJob[], error: unknown): TrackedJob[] {
  const { type, message } = applicationFailureOf(error) ?? {};
  if (type === FailureType.RequestRefused && message !== undefined)
    for (const tracked of found) tracked.refusal = message;
  return found;
}

/**
 * Starts in an activity that ends with the first doubt, and in another one after it: then a cancel of the first
 * before an attempt of it began, or between two attempts, needs no look-up. `end` receives what the first one sent.
 */
async function send(deadlineMs: number, input: StartJobsInput, end: End): Promise<StartJobsResult> {
  const summary = `Start ${input.target.release.name}`;
  if (input.lookUp) return startActivities(deadlineMs, summary).startJobs(input);
  const deadline = Date.now() + deadlineMs;
  try {
    return await firstStartActivities(deadlineMs, summary).startJobs({ ...input, endInDoubt: true });
  } catch (error) {
    const delayMs = againAfterMs(error);
    const late = delayMs === undefined || Date.now() + delayMs >= deadline;
    if (late || CancellationScope.current().consideredCancelled) throw error;
    Object.assign(end, endOf(error, end));
    if (delayMs > 0) await sleep(delayMs, { summary: 'Delay before the start is looked up' });
    const again: StartJobsInput = { ...input, lookUp: 'beforeSending', inFlight: end.inFlight };
    return startActivities(deadline - Date.now(), summary).startJobs(again);
  }
}

/** How long to wait before a start is tried again; undefined if its failure is final. */
function againAfterMs(error: unknown): number | undefined {
  if (error instanceof ActivityFailure && isEndOfAttempt(error.cause)) return 0;
  return detailsOf(applicationFailureOf(error)).againAfterMs;
}

/** Whether a timeout ended an attempt, not the whole activity: by then the attempt has lost the right to send. */
const isEndOfAttempt = (cause: unknown): boolean =>
  cause instanceof TimeoutFailure && (cause.timeoutType === 'HEARTBEAT' || cause.timeoutType === 'START_TO_CLOSE');

/** What the server says of a cancelled activity if no attempt was running: none had begun, or the next one had not. */
const notStarted = 'ACTIVITY_ID_NOT_STARTED';

/** What was sent by the end of an activity. Without a report (a timeout, a dead worker) it may still be sending. */
function endOf(error: unknown, before: End): End {
  // The run was cancelled before it could schedule the activity.
  if (error instanceof CancelledFailure) return before;
  const cause = error instanceof ActivityFailure ? error.cause : undefined;
  if (cause instanceof CancelledFailure && cause.details[0] === notStarted) return before;
  if (isEndOfAttempt(cause)) return { sent: 'doubtful', inFlight: false };
  if (!(cause instanceof ApplicationFailure || cause instanceof CancelledFailure))
    return { sent: 'doubtful', inFlight: true };
  const { sent } = detailsOf(cause);
  return sent === undefined ? { sent: 'doubtful', inFlight: true } : { sent, inFlight: false };
}

async function settle(
  run: RunState,
  input: StartJobsInput,
  { sent, inFlight }: { sent: Sent; inFlight: boolean },
): Promise<TrackedJob[]> {
  if (sent === 'nothing') return [];
  // A refusal means that nothing was created. One look-up makes sure, because a proxy may have sent the refusal.
  const refused = sent === 'refused';
  run.show('Looking up the jobs of the start');
  try {
    const within = refused ? Math.min(refusedLookUpMs, run.spec.stop.confirm) : run.spec.stop.confirm;
    const activities = retriedActivities(within, 'Look up jobs of the interrupted start');
    const { jobs } = await activities.startJobs({
      ...input,
      lookUp: refused ? 'insteadOnce' : 'instead',
      inFlight,
    });
    return run.started(jobs);
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    if (refused) return [];
    throw failure(
      FailureType.StartOutcomeUnknown,
      `It is unknown whether the start happened: ${applicationFailureOf(error)?.message ?? error.message}. ` +
        `No second job was started. Search the back end for jobs with ${identifierOf(error, input.reference)}.`,
      { reference: input.reference },
    );
  }
}

/** The identifier of the jobs of a start on the back end, if an attempt reported one. */
function identifierOf(error: ActivityFailure, reference: string): string {
  return detailsOf(applicationFailureOf(error)).mark ?? `Reference '${reference}'`;
}

function inPart(reference: string, found: number, count: number | undefined): Error {
  return failure(
    FailureType.StartOutcomeUnknown,
    `${found} of ${count ?? 0} jobs were found and stopped; it is unknown whether the others were started. ` +
      `Search the back end for jobs with Reference '${reference}'.`,
    { reference },
  );
}
