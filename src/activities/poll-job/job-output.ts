import { activityInfo, cancellationSignal } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { createHash } from 'node:crypto';
import type { Backend } from '../../backends/backend.js';
import type { PollJobInput } from '../../contract/activities.js';
import type { FileValue } from '../../contract/data-reference.js';
import { type FinishedJob, JobState, phaseOf } from '../../contract/jobs/job.js';
import { limits } from '../../contract/limits.js';
import { parseJson } from '../../shared/json.js';
import type { Content } from '../../destinations/index.js';
import type { ActivityDependencies } from '../shared/dependencies.js';
import { activityFailure, destinationOf } from '../shared/failures.js';

/**
 * How long after the end of a job its output is retried (after the start of the poll, if the end time is unknown). After
 * that the result says why the output is missing.
 */
const tryForMs = 5 * 60_000;

/** A job with an output that fits into a history: fetched if it is a file, stored in a destination if it is large. */
export async function withOutput(
  dependencies: ActivityDependencies,
  backend: Backend,
  job: FinishedJob,
  input: PollJobInput,
): Promise<FinishedJob> {
  if (phaseOf(job) !== 'final') return job;
  const file = job.outputOmitted?.file;
  const keep = async (content: Content): Promise<FileValue> => {
    const destination = destinationOf(dependencies, input.destination, 'output.destination');
    return {
      $file: await destination.put(`outputs/${fileNameOf(input.connection, job)}.json`, content, 'application/json'),
    };
  };
  if (file !== undefined && backend.openFile) {
    const content = backend.openFile(input.target, file, cancellationSignal());

    return orOmitted(job, input, { reason: 'inFile', file }, async () => {
      const { whole, rest } = await upTo(input.maximumOutputBytes, content);
      return whole === undefined ? keep(rest) : jsonOrText(whole);
    });
  }
  if (job.output !== undefined) {
    const text = Buffer.from(JSON.stringify(job.output));
    if (text.byteLength <= input.maximumOutputBytes) return job;
    return orOmitted(job, input, { reason: 'tooLarge', bytes: text.byteLength }, () => keep(only(text)));
  }
  const lost = job.state === JobState.Successful && ((await backend.declaresOutput?.(input.target)) ?? false);
  return lost ? { ...job, outputOmitted: { reason: 'lost', message: lostMessage } } : job;
}

/** Keys that are not UUIDs may be equal on two connections. */
function fileNameOf(connection: string, { key }: FinishedJob): string {
  return isUuid(key) ? key : createHash('sha256').update(`${connection}/${key}`).digest('hex');
}

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

const lostMessage =
  'The process declares an output but Orchestrator has none. Robots older than 2025.10 drop one above 10,240 characters.';

/** The job with its output or, if it is not available, with the reason. */
async function orOmitted(
  given: FinishedJob,
  input: PollJobInput,
  omitted: NonNullable<FinishedJob['outputOmitted']>,
  make: () => Promise<unknown>,
): Promise<FinishedJob> {
  const job = { ...given };
  delete job.output;
  delete job.outputOmitted;
  try {
    return { ...job, output: await make() };
  } catch (error) {
    const failure = activityFailure(error, 'prepare');
    if (!(failure instanceof ApplicationFailure)) throw failure;
    // The job has ended, so a missing output must not fail it; temporary problems are retried.
    const endedMs = job.endTime === undefined ? activityInfo().scheduledTimestampMs : Date.parse(job.endTime);
    const worthTrying = failure.nonRetryable !== true && input.until !== 'now' && Date.now() - endedMs < tryForMs;
    if (worthTrying) throw failure;
    return { ...job, outputOmitted: { ...omitted, message: failure.message } };
  }
}

/** The content as one text if it has at most this many bytes; otherwise all of it as a stream. */
async function upTo(
  most: number,
  content: Content,
): Promise<{ whole: string; rest?: never } | { whole?: never; rest: Content }> {
  const pieces = content[Symbol.asyncIterator]();
  const begun: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const next = await pieces.next();
    if (next.done === true) return { whole: Buffer.concat(begun).toString('utf8') };
    begun.push(next.value);
    bytes += next.value.byteLength;
    if (bytes > most) return { rest: joined(begun, pieces) };
  }
}

async function* joined(begun: Uint8Array[], pieces: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  yield* begun;
  try {
    for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) yield next.value;
  } finally {
    await pieces.return?.();
  }
}

async function* only(piece: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield await Promise.resolve(piece);
}

function jsonOrText(text: string): unknown {
  try {
    return parseJson(text, limits.jsonDepth);
  } catch {
    return text;
  }
}
