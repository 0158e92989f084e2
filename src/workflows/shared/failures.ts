import type { InputFault } from '../../shared/input-fault.js';
import { defaultFailureConverter, defaultPayloadConverter } from '@temporalio/common';
import { ActivityFailure, ApplicationFailure, TimeoutFailure } from '@temporalio/workflow';
import { fitting } from '../../contract/bounded.js';
import { detailsOf, type FailureDetails } from '../../contract/failure-details.js';
import { failuresThatAre, FailureType } from '../../contract/failure-types.js';
import { listedFaults } from '../../contract/input-faults.js';
import { limits } from '../../contract/limits.js';
import { cut } from '../../shared/cut.js';
import { faultClassOf, faultReason } from '../../contract/jobs/fault.js';
import { type FinishedJob, JobState, lostState } from '../../contract/jobs/job.js';

const neverRetried = failuresThatAre('neverRetried');

/** One of our failures. A workflow retry policy may retry it unless that could start a job twice. */
export function failure(type: FailureType, message: string, details: FailureDetails): ApplicationFailure {
  return withoutStack(
    ApplicationFailure.create({
      type,
      message: cut(message, limits.messageCharacters),
      details: [fitting(details)],
      nonRetryable: neverRetried.includes(type),
    }),
  );
}

/** Where a failure was made on purpose tells nobody anything, and the history and the log would repeat it. */
export function withoutStack(made: ApplicationFailure): ApplicationFailure {
  made.stack = `${made.type ?? made.name}: ${made.message}`;
  return made;
}

export function invalidInput(workflow: string, given: InputFault[]): ApplicationFailure {
  const faults = listedFaults(given);
  const list = faults.map(({ path, message }) => `${path} ${message}`).join('; ');
  return failure(FailureType.InvalidInput, `The input of ${workflow} is not valid: ${list}`, { faults });
}

/** The ApplicationFailure at any depth behind an activity's failure. */
export function applicationFailureOf(error: unknown): ApplicationFailure | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof ApplicationFailure) return cause;
  return undefined;
}

/**
 * The failure of the last attempt of an activity, even if a deadline ended the retries: in that case the SDK (1.24.0)
 * drops it from the error but keeps it in the failure that the error was made from.
 */
export function lastAttemptOf(error: ActivityFailure): ApplicationFailure | undefined {
  const last = error.cause instanceof TimeoutFailure ? error.cause.failure?.cause : undefined;
  if (!last) return applicationFailureOf(error);
  return applicationFailureOf(defaultFailureConverter.failureToError(last, defaultPayloadConverter));
}

/** Whether an activity ended because its deadline passed, between its attempts or during one. */
export function deadlinePassed(error: unknown): boolean {
  return error instanceof ActivityFailure && (error.retryState === 'TIMEOUT' || error.cause instanceof TimeoutFailure);
}

/** The failure of a workflow after an activity failed for good. */
export function asWorkflowFailure(error: unknown, details: FailureDetails): unknown {
  const cause = applicationFailureOf(error);
  if (!cause) return error;
  const { againAfterMs, ...carried } = detailsOf(cause);
  return withoutStack(
    ApplicationFailure.create({
      type: cause.type ?? FailureType.BackendUnavailable,
      message: cut(cause.message, limits.messageCharacters),
      nonRetryable: (cause.nonRetryable ?? false) && againAfterMs === undefined,
      details: [fitting({ ...details, ...carried })],
    }),
  );
}

/**
 * The failure of a workflow that could not start anything. If the deadline ended the attempts, the last one says what
 * was wrong.
 */
export function notPrepared(error: unknown, connection: string): unknown {
  if (!(error instanceof ActivityFailure) || !deadlinePassed(error)) return asWorkflowFailure(error, {});
  const last = lastAttemptOf(error);
  return withoutStack(
    ApplicationFailure.create({
      type: last?.type ?? FailureType.BackendUnavailable,
      message: `Connection '${connection}' could not be used within the start deadline: ${last?.message ?? 'no attempt ended'}`,
      details: [detailsOf(last)],
    }),
  );
}

/** The robot's text for a process that a Kill ended (UiPath skills, job-stopped-exit-code-0x40010004). */
const killedByRobot = '0x40010004';

/** Whether a job ended because it was killed, which is not a fault of the business process. */
export function wasKilled(job: FinishedJob): boolean {
  return job.state === 'Faulted' && (job.info?.includes(killedByRobot) ?? false);
}

/** The failure of a job that did not end successfully. `refusal`: see `TrackedJob.refusal`. */
export function failureOf(job: FinishedJob, refusal?: string): ApplicationFailure {
  const name = `Job ${job.id}${job.process === undefined ? '' : ` of '${job.process}'`}`;
  if (job.state === 'Stopped' || wasKilled(job))
    return failure(FailureType.JobStopped, `${name} was ${wasKilled(job) ? 'killed' : 'stopped'}`, { jobs: [job] });
  if (job.state === lostState)
    return failure(FailureType.JobLost, `${name} no longer runs, and how it ended is not known`, { jobs: [job] });
  if (job.state !== JobState.Faulted)
    return failure(FailureType.JobFaulted, `${name} ended as '${job.state}', which is not known to be a success`, {
      jobs: [job],
    });
  const reason = faultReason(job) ?? refusal ?? 'no reason given';
  const faultClass = faultClassOf(job);
  const known = faultClass === 'Unclassified' ? undefined : faultClass;
  const classes = [job.error?.code, known, job.errorCode].filter((text) => text !== undefined);
  const suffix = classes.length > 0 ? ` (${classes.join(', ')})` : '';
  return failure(FailureType.JobFaulted, `${name} faulted: ${reason}${suffix}`, { jobs: [job] });
}
