import type { Client } from '@temporalio/client';
import type { StopJobsReport, StopJobsRequest } from '../contract/stop-jobs.js';
import { type CallOptions, callWorkflow } from './call-workflow.js';

/** Stops jobs with the workflow `stopJobs`; settles when each has ended or could not be confirmed. */
export function stopJobs(
  client: Pick<Client, 'workflow'>,
  input: StopJobsRequest,
  options: CallOptions = {},
): Promise<StopJobsReport> {
  return callWorkflow(client, 'stopJobs', input, options) as Promise<StopJobsReport>;
}
