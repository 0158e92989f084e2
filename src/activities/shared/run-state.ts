import type { Context } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/common';

export interface RunState {
  open: boolean;
  /** Temporal's status, or `Deleted`. */
  status: string;
  workflowId?: string;
}

/**
 * Whether the execution chain that began with a run is still open: the run may have been retried or reset, and then a
 * later run has the same jobs.
 */
export async function runStateOf(client: Context['client'], workflowId: string, firstRunId: string): Promise<RunState> {
  try {
    const latest = await client.workflow.getHandle(workflowId).describe();
    if (latest.raw.workflowExecutionInfo?.firstRunId === firstRunId || latest.runId === firstRunId)
      return { open: latest.status.name === 'RUNNING', status: wordOf(latest.status.name), workflowId };
    const own = await client.workflow.getHandle(workflowId, firstRunId).describe();
    return { open: own.status.name === 'RUNNING', status: wordOf(own.status.name), workflowId };
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    return { open: false, status: 'Deleted', workflowId };
  }
}

/** `TIMED_OUT` as `TimedOut`, the way the UI writes it. */
const wordOf = (status: string): string =>
  status.toLowerCase().replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
