import { ApplicationFailure } from '@temporalio/common';
import type { Backend } from '../../backends/backend.js';
import { BackendError } from '../../backends/backend-error.js';
import { classifyFailure } from '../../backends/failure-table.js';
import { TargetError } from '../../backends/target-error.js';
import type { PollJobInput } from '../../contract/activities.js';
import { FailureType } from '../../contract/failure-types.js';

/** How often earlier attempts did not find the job; carried in heartbeat details. */
export interface Missing {
  /** When a job was first not found, in milliseconds since the epoch. */
  sinceMs: number;
  looks: number;
}

/** One unusual answer proves nothing: a job counts as gone only after this many polls over this time. */
const minimumPolls = 4;
const minimumMs = 60_000;

/** Whether an error means that the job does not exist. */
export function saysMissing(error: unknown): boolean {
  if (error instanceof TargetError) return error.type === FailureType.JobNotFound;
  if (!(error instanceof BackendError) || error.fields.notTheApi === true) return false;
  return error.fields.status === 404 || error.fields.status === 410;
}

/** The record of earlier polls, with this one added. */
export function missedAgain(details: unknown, nowMs: number): Missing {
  const { missing } = (details ?? {}) as { missing?: Partial<Missing> };
  const { sinceMs = nowMs, looks = 0 } = missing ?? {};
  return { sinceMs, looks: looks + 1 };
}

/**
 * The failure of a poll that did not find the job on the right server. It is retried until enough polls over enough
 * time agree, and a list filtered by the key is empty too.
 */
export async function missingJob(
  backend: Backend,
  input: PollJobInput,
  { sinceMs, looks }: Missing,
  nowMs: number,
  delayMs: number,
): Promise<ApplicationFailure> {
  const { id, key } = input;
  const enough = looks >= minimumPolls && nowMs - sinceMs >= minimumMs;
  if (enough && (await isGone(backend, input)))
    return ApplicationFailure.create({
      type: FailureType.JobNotFound,
      message:
        `Job ${id} (key ${key ?? 'unknown'}) no longer exists: ${looks} polls since ` +
        `${new Date(sinceMs).toISOString()} did not find it. Somebody deleted it, or its folder.`,
      nonRetryable: true,
      details: [{}],
    });
  return ApplicationFailure.create({
    type: FailureType.JobNotFound,
    message: `Job ${id} was not found by ${looks} ${looks === 1 ? 'poll' : 'polls'}; it is polled again`,
    nextRetryDelay: delayMs,
    details: [{}],
  });
}

/** Whether the server does not list the job, or no longer has its folder. If it cannot be asked, the polls decide. */
async function isGone(backend: Backend, { target, id, key }: PollJobInput): Promise<boolean> {
  if (!backend.jobs) return true;
  try {
    return (await backend.jobs.named(target.folder, [key ?? id])).length === 0;
  } catch (error) {
    if (classifyFailure(error, 'follow')?.type === FailureType.FolderNotFound) return true;
    throw error;
  }
}
