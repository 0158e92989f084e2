import type { Context } from '@temporalio/activity';
import type { WorkflowExecutionDescription } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';

export interface RunState {
  open: boolean;
  /** Temporal's status, or `Deleted`. */
  status: string;
  workflowId?: string;
  /** When it closed, by Temporal's clock, in milliseconds since the epoch. */
  closedAtMs?: number;
}

/**
 * Whether the execution chain that began with a run is still open: the run may have been retried or reset, and then a
 * later run has the same jobs.
 */
export async function runStateOf(client: Context['client'], workflowId: string, firstRunId: string): Promise<RunState> {
  try {
    const latest = await client.workflow.getHandle(workflowId).describe();
    if (latest.raw.workflowExecutionInfo?.firstRunId === firstRunId || latest.runId === firstRunId)
      return stateOf(latest, workflowId);
    return stateOf(await client.workflow.getHandle(workflowId, firstRunId).describe(), workflowId);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    return { open: false, status: 'Deleted', workflowId };
  }
}

function stateOf(
  { status: { name }, closeTime }: Pick<WorkflowExecutionDescription, 'status' | 'closeTime'>,
  workflowId: string,
): RunState {
  const closedAtMs = closeTime?.getTime();
  return {
    open: name === 'RUNNING',
    status: wordOf(name),
    workflowId,
    ...(closedAtMs !== undefined && { closedAtMs }),
  };
}

/** `TIMED_OUT` as `TimedOut`, the way the UI writes it. */
const wordOf = (status: string): string =>
  status.toLowerCase().replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
