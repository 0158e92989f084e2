import { type ChildWorkflowHandle, ParentClosePolicy, startChild } from '@temporalio/workflow';

export interface ChildPlace {
  workflowId: string;
  /** What the UI shows beside the child. */
  summary: string;
  /** Default: that of this workflow. */
  taskQueue?: string | undefined;
}

export type OwnChild<Result> = ChildWorkflowHandle<(...given: unknown[]) => Promise<Result>>;

/**
 * Starts a child run that is asked to cancel, and so stops its jobs, when this workflow is cancelled and also when it
 * is terminated or timed out.
 */
export function startOwnChild<Result>(
  type: string,
  args: unknown[],
  { workflowId, summary, taskQueue }: ChildPlace,
): Promise<OwnChild<Result>> {
  return startChild<(...given: unknown[]) => Promise<Result>>(type, {
    args,
    workflowId,
    staticSummary: summary,
    parentClosePolicy: ParentClosePolicy.REQUEST_CANCEL,
    ...(taskQueue !== undefined && { taskQueue }),
  });
}
