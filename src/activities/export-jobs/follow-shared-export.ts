import { activityInfo, Context } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/common';
import type { ExportActivities } from '../../contract/export-activities.js';
import type { ExportJobsResult } from '../../contract/export-jobs.js';
import type { ActivityDependencies } from '../shared/dependencies.js';
import { notYet } from '../shared/failures.js';
import { pollDelayMs } from '../shared/poll-delay.js';

/** Polls the run that makes the same export once; the retry policy does the waiting. */
export function createFollowSharedExport(dependencies: ActivityDependencies): ExportActivities['followSharedExport'] {
  return async ({ owner: { workflowId, runId } }) => {
    const handle = Context.current().client.workflow.getHandle<() => Promise<ExportJobsResult>>(workflowId, runId);
    try {
      const { status } = await handle.describe();
      if (status.name === 'COMPLETED') return { result: await handle.result() };
      if (status.name !== 'RUNNING') return {};
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return {};
      throw error;
    }
    const delayMs = pollDelayMs(dependencies, Date.now() - activityInfo().scheduledTimestampMs);
    throw notYet(`Run ${workflowId} makes the same export`, delayMs, { workflowId, runId });
  };
}
