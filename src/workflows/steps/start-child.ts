import { boundedId } from '../../contract/bounded-id.js';
import { refuseLargePayload, refuseLongNames } from '../shared/refuse-payload.js';
import { summaryOf } from '../shared/show.js';
import { type ChildWorkflowHandle, ParentClosePolicy, startChild } from '@temporalio/workflow';

export interface ChildPlace {
  workflowId: string;
  /** Text that the UI shows beside the child. */
  summary: string;
  /** Default: the task queue of this workflow. */
  taskQueue?: string | undefined;
}

export type OwnChild<Result> = ChildWorkflowHandle<(...given: unknown[]) => Promise<Result>>;

/**
 * Starts a child run that is cancelled, and so stops its jobs, if this workflow is cancelled, terminated or times
 * out.
 */
export async function startOwnChild<Result>(
  type: string,
  args: unknown[],
  { workflowId, summary, taskQueue }: ChildPlace,
): Promise<OwnChild<Result>> {
  refuseLongNames({ type, taskQueue });
  refuseLargePayload(`The input of '${type}'`, args);
  return startChild<(...given: unknown[]) => Promise<Result>>(type, {
    args,
    workflowId: boundedId(workflowId),
    staticSummary: summaryOf(summary),
    parentClosePolicy: ParentClosePolicy.REQUEST_CANCEL,
    ...(taskQueue !== undefined && { taskQueue }),
  });
}
