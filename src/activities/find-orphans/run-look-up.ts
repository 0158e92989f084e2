import type { Context } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/common';

type Client = Context['client'];

export interface RunState {
  open: boolean;
  /** Temporal's status, or `Deleted`. */
  status: string;
  workflowId?: string;
}

/** Returns whether the execution chain of a run is still open: the run may have been retried or reset. */
export function createRunLookUp(client: Client): (firstRunId: string) => Promise<RunState> {
  const known = new Map<string, Promise<RunState>>();
  return (firstRunId) => {
    const state = known.get(firstRunId) ?? lookUp(client, firstRunId);
    known.set(firstRunId, state);
    return state;
  };
}

async function lookUp(client: Client, firstRunId: string): Promise<RunState> {
  let workflowId: string | undefined;
  for await (const { workflowId: found } of client.workflow.list({ query: `RunId = '${firstRunId}'`, pageSize: 1 }))
    workflowId = found;
  if (workflowId === undefined) return { open: false, status: 'Deleted' };
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
