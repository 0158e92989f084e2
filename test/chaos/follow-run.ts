import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowFailedError } from '@temporalio/client';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PlannedRun } from './plan.js';
import { inputOf, type RunEnd } from './verdict.js';

const lookEveryMs = 1_500;

/** Starts a run at its time, cancels it at its time, and tells how it ended; the server may be away at any moment. */
export async function followRun(client: Client, run: PlannedRun, begin: number, until: number): Promise<RunEnd> {
  await sleep(Math.max(0, begin + run.startAt - Date.now()));
  await persistently(until, () => start(client, run));
  const handle = client.workflow.getHandle(run.workflowId);
  if (run.cancelAt !== undefined) {
    await sleep(Math.max(0, begin + run.cancelAt - Date.now()));
    // A run that has ended cannot be cancelled any more.
    await persistently(until, () => handle.cancel().catch((error: unknown) => ignoreEnded(error)));
  }
  for (;;) {
    const { status, closeTime } = await persistently(until, () => handle.describe());
    const closedAt = closeTime?.getTime();
    const end = { status: status.name, ...(closedAt !== undefined && { closedAt }) };
    if (status.name === 'COMPLETED') {
      const result = (await persistently(until, () => handle.result())) as { output: unknown };
      return { ...end, output: result.output };
    }
    if (status.name === 'FAILED') return { ...end, failure: await failureOf(() => handle.result(), until) };
    if (status.name === 'CANCELLED') return { ...end, status: 'CANCELED' };
    if (status.name !== 'RUNNING' || Date.now() > until) return end;
    await sleep(lookEveryMs);
  }
}

async function start(client: Client, run: PlannedRun): Promise<void> {
  const job = {
    folder: 'Shared',
    process: run.process,
    input: inputOf(run),
    ...(run.count > 1 && { count: run.count }),
  };
  const args = [{ job, stop: { grace: '5s', confirm: '3m' } }];
  try {
    await client.workflow.start('runJob', { taskQueue: 'rpa', workflowId: run.workflowId, args });
  } catch (error) {
    // The start that seemed to fail had reached the server.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

function ignoreEnded(error: unknown): void {
  if (!(error instanceof Error) || !/not found|already completed/i.test(error.message)) throw error;
}

function failureOf(result: () => Promise<unknown>, until: number): Promise<string> {
  return persistently(until, async () => {
    try {
      await result();
      return 'none';
    } catch (error) {
      if (!(error instanceof WorkflowFailedError)) throw error;
      return (error.cause as { type?: string } | undefined)?.type ?? 'unknown';
    }
  });
}

/** Repeats a call while the server is away. */
async function persistently<T>(until: number, call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (Date.now() > until) throw error;
      await sleep(500);
    }
  }
}
