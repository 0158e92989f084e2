import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';

/** An attempt whose task Temporal says to be held, or answers about as given. */
export function environmentOf(
  info: object = {},
  heartbeats: (count: number) => Error | undefined = () => undefined,
): MockActivityEnvironment {
  let count = 0;
  const client = {
    withDeadline: <T>(_deadline: number, call: () => Promise<T>) => call(),
    withAbortSignal: <T>(_signal: AbortSignal, call: () => Promise<T>) => call(),
    activity: {
      heartbeat: () => {
        const error = heartbeats((count += 1));
        return error ? Promise.reject(error) : Promise.resolve();
      },
    },
    workflow: { getHandle: () => ({ describe: () => Promise.reject(new WorkflowNotFoundError('gone', 'w', 'r')) }) },
  } as unknown as Client;
  const now = Date.now();
  return new MockActivityEnvironment(
    {
      scheduledTimestampMs: now,
      currentAttemptScheduledTimestampMs: now,
      scheduleToCloseTimeoutMs: 60_000,
      startToCloseTimeoutMs: 60_000,
      ...info,
    },
    { client },
  );
}
