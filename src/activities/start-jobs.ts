import { Context, heartbeat, sleep } from '@temporalio/activity';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { classifyFailure } from '../backends/failure-table.js';
import type { OrchestratorClient, StartInfo } from '../backends/orchestrator/types.js';
import type { Activities, StartJobsInput } from '../contract/activities.js';
import { FailureType } from '../contract/failure-types.js';
import type { Job } from '../contract/job.js';
import { maximumInputLength } from '../contract/run-job.js';
import { batchExecutionKey } from './batch-execution-key.js';
import type { ActivityDependencies } from './context.js';
import { activityFailure, clientOf } from './failures.js';
import { type FindJobs, createFindJobs } from './find-jobs.js';

/** What an attempt leaves for the next one. Trusted only by the very next attempt: a dead worker leaves none. */
interface AttemptRecord {
  attempt: number;
  /** Whether this or an earlier attempt may have created a job. */
  doubtful: boolean;
}

const heartbeatIntervalMs = 4_000;
const defaultVisibilityWindowMs = 15_000;

/** Starts jobs once: after a doubtful attempt it looks for them before it sends again. */
export function createStartJobs(dependencies: ActivityDependencies): Activities['startJobs'] {
  const findJobs = createFindJobs();
  return async (input) => {
    refuseLongInput(input);
    const client = clientOf(dependencies, input.connection);
    const { info, cancellationSignal } = Context.current();
    const { attempt, scheduledTimestampMs } = info;
    const record: AttemptRecord = { attempt, doubtful: doubtfulBefore(attempt, info.heartbeatDetails) };
    const timer = setInterval(() => heartbeat(record), heartbeatIntervalMs);
    const find = (): Promise<Job[]> => findJobs(client, input, scheduledTimestampMs);
    try {
      let found: Job[] = [];
      if (input.lookUpOnly === true || record.doubtful) {
        const windowMs = dependencies.visibilityWindowMs ?? defaultVisibilityWindowMs;
        found = await lookUp(find, input, windowMs);
        const enough = input.count === undefined ? found.length > 0 : found.length >= input.count;
        if (enough || input.lookUpOnly === true) return { jobs: found, adopted: found.length > 0 };
      }
      // The details may spare the workflow a look-up.
      if (cancellationSignal.aborted)
        throw new CancelledFailure('Cancelled before it was sent', [{ doubtful: record.doubtful }]);
      record.doubtful = true;
      heartbeat(record);
      const started = await send(client, input, found.length).catch((error: unknown) => {
        record.doubtful = classifyFailure(error, 'start')?.doubtful ?? true;
        // What an earlier attempt left in doubt was settled by the look-up above.
        heartbeat(record);
        throw activityFailure(error, 'start', { doubtful: record.doubtful, reference: input.reference });
      });
      return { jobs: [...found, ...started], adopted: found.length > 0 };
    } catch (error) {
      throw activityFailure(error, 'lookUp', { doubtful: record.doubtful, reference: input.reference });
    } finally {
      clearInterval(timer);
    }
  };
}

function doubtfulBefore(attempt: number, details: unknown): boolean {
  if (attempt === 1) return false;
  const record = details as Partial<AttemptRecord> | undefined;
  return record?.attempt !== attempt - 1 || record.doubtful !== false;
}

/** Looks until the jobs are there or the window has passed: a job may be missing from lists for some seconds. */
async function lookUp(find: FindJobs, input: StartJobsInput, windowMs: number): Promise<Job[]> {
  const until = Date.now() + windowMs;
  for (let delayMs = 500; ; delayMs *= 2) {
    const found = await find();
    const complete = input.count !== undefined ? found.length >= input.count : found.length > 0;
    if (complete || Date.now() >= until) return found;
    await sleep(Math.min(delayMs, Math.max(1, until - Date.now())));
  }
}

/** Sends the start; of a start that was found in part, only the rest. */
function send(client: OrchestratorClient, input: StartJobsInput, foundCount: number): Promise<Job[]> {
  const { fields, target, reference, count } = input;
  const rest = count !== undefined && foundCount > 0 && 'JobsCount' in fields ? { JobsCount: count - foundCount } : {};
  return client.startJobs(target.folder, {
    ...fields,
    ...rest,
    ReleaseKey: target.release.key,
    Reference: reference,
    BatchExecutionKey: batchExecutionKey(reference),
  } as StartInfo);
}

function refuseLongInput({ fields }: StartJobsInput): void {
  const text = fields.InputArguments;
  if (typeof text !== 'string' || text.length <= maximumInputLength) return;
  throw ApplicationFailure.nonRetryable(
    `job.input is ${text.length} characters of JSON; Orchestrator takes at most ${maximumInputLength}`,
    FailureType.InputTooLarge,
    { length: text.length, limit: maximumInputLength, doubtful: false },
  );
}
