import type { Context } from '@temporalio/activity';
import { type RunState, runStateOf } from '../shared/run-state.js';

type Client = Context['client'];

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
  return runStateOf(client, workflowId, firstRunId);
}
