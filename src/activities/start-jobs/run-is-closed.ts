import type { Context, Info } from '@temporalio/activity';
import { readReference } from '../../contract/jobs/references.js';
import { runStateOf } from '../shared/run-state.js';

/**
 * Whether the run of an attempt is closed for good. It is not if its workflow was reset or retried, because the new
 * run looks up the same jobs.
 */
export async function runIsClosed(
  client: Context['client'],
  reference: string,
  { workflowExecution }: Pick<Info, 'workflowExecution'>,
): Promise<boolean> {
  // Without a workflow, no later attempt will look up the jobs.
  if (!workflowExecution) return true;
  const { workflowId, runId } = workflowExecution;
  const firstRunId = readReference(reference)?.firstRunId ?? runId;
  // If Temporal does not answer, the run counts as open: the next attempt or the sweep finds the jobs.
  const { open } = await runStateOf(client, workflowId, firstRunId).catch(() => ({ open: true }));
  return !open;
}
