import type { Context, Info } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/common';
import { readReference } from '../../contract/jobs/references.js';

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
  try {
    const latest = await client.workflow.getHandle(workflowId).describe();
    const first = latest.raw.workflowExecutionInfo?.firstRunId;
    const same = first === firstRunId || latest.runId === firstRunId || latest.runId === runId;
    return !same || latest.status.name !== 'RUNNING';
  } catch (error) {
    return error instanceof WorkflowNotFoundError;
  }
}
