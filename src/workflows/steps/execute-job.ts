import { ActivityFailure, ApplicationFailure, ChildWorkflowFailure, workflowInfo } from '@temporalio/workflow';
import { boundedId } from '../../contract/bounded-id.js';
import { detailsOf } from '../../contract/failure-details.js';
import type { FinishedJob } from '../../contract/jobs/job.js';
import { jobName } from '../../contract/jobs/job-name.js';
import type { RunJobInput, RunJobResult } from '../../contract/run-job.js';
import { type OwnChild, startOwnChild } from './start-child.js';

export interface JobOptions extends Omit<RunJobInput, 'job'> {
  /** Id of the child run. Default: the id of this workflow, the process, and a number. */
  workflowId?: string;
  /** Text that the UI shows beside the child. Default: the process. */
  summary?: string;
  /** Task queue of the worker that knows the connection. Default: that of this workflow. */
  taskQueue?: string;
}

/** The result of `runJob`, with an output type chosen by the caller. */
export interface JobResult<Output> extends Omit<RunJobResult, 'output'> {
  output: Output;
}

export interface StartedJob<Output> {
  workflowId: string;
  /** Send signals, for example `jobChanged`, to it. */
  handle: OwnChild<RunJobResult>;
  /** Settles once the job's end is verified. */
  result: () => Promise<JobResult<Output>>;
}

/** Numbers of the children of this workflow, by process; each run has its own module state. */
const counts = new Map<string, number>();

/** Starts a job as a child run, which stops its job if this workflow is cancelled, terminated or times out. */
export async function startJob<Output = unknown>(
  job: RunJobInput['job'],
  { workflowId, summary, taskQueue, ...input }: JobOptions = {},
): Promise<StartedJob<Output>> {
  const name = jobName(job);
  const count = (counts.get(name) ?? 0) + 1;
  counts.set(name, count);
  const id = boundedId(workflowId ?? `${workflowInfo().workflowId}/${name}-${count}`);
  const place = { workflowId: id, summary: summary ?? name, taskQueue };
  const handle = await startOwnChild<RunJobResult>('runJob', [{ ...input, job }], place);
  return { workflowId: id, handle, result: () => handle.result() as Promise<JobResult<Output>> };
}

/** Runs a job as a child run, to its verified end. See {@link startJob}. Fails with the failure of `runJob`. */
export async function executeJob<Output = unknown>(
  job: RunJobInput['job'],
  options: JobOptions = {},
): Promise<JobResult<Output>> {
  return (await startJob<Output>(job, options)).result();
}

export interface JobFailure {
  /** See docs/failures.md. */
  type: string;
  message: string;
  jobs: FinishedJob[];
}

/** The failure of the job behind an error of `executeJob`; undefined for any other error, such as a cancel. */
export function jobFailureOf(error: unknown): JobFailure | undefined {
  const cause = error instanceof ChildWorkflowFailure || error instanceof ActivityFailure ? error.cause : error;
  if (!(cause instanceof ApplicationFailure)) return undefined;
  const { jobs = [] } = detailsOf(cause);
  return { type: cause.type ?? 'Error', message: cause.message, jobs };
}
