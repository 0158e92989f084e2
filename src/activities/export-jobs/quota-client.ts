import { Context } from '@temporalio/activity';
import { WithStartWorkflowOperation } from '@temporalio/client';
import {
  type ExportClaim,
  type FinishRequest,
  quotaMessages,
  type Reservation,
  type ReserveRequest,
} from '../../contract/export-quota.js';

export interface Quota {
  reserve(request: ReserveRequest): Promise<Reservation>;
  repeat(claim: ExportClaim): Promise<Reservation>;
  requested(request: ExportClaim & { exportId: number }): Promise<void>;
  finish(request: FinishRequest): Promise<void>;
}

/** Calls the workflow `exportQuota` of a tenant; the first call starts it. */
export function quotaOf(workflowId: string): Quota {
  const ask = <Answer>(message: string, request: object): Promise<Answer> => {
    const { client, info } = Context.current();
    const startWorkflowOperation = new WithStartWorkflowOperation<() => Promise<void>>('exportQuota', {
      workflowId,
      taskQueue: info.taskQueue,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [],
      staticSummary: 'Counts the exports of a tenant',
    });
    return client.workflow.executeUpdateWithStart<() => Promise<void>, Answer, [object]>(message, {
      startWorkflowOperation,
      args: [request],
    });
  };
  return {
    reserve: (request) => ask(quotaMessages.reserve, request),
    repeat: (claim) => ask(quotaMessages.repeat, claim),
    requested: (request) => ask(quotaMessages.requested, request),
    finish: (request) => ask(quotaMessages.finish, request),
  };
}
