import type { Client } from '@temporalio/client';
import type { JobId } from '../contract/jobs/job.js';
import type { ListedJob, ListJobsInput, ListJobsResult } from '../contract/list-jobs.js';
import { type CallOptions, callWorkflow } from './call-workflow.js';

/** Lists jobs with the workflow `listJobs`; fails as workflows do, with one of our failure types as the cause. */
export function listJobs(
  client: Pick<Client, 'workflow'>,
  input: ListJobsInput = {},
  options: CallOptions = {},
): Promise<ListJobsResult> {
  return callWorkflow(client, 'listJobs', input, options) as Promise<ListJobsResult>;
}

/** All jobs that match, page after page, each once; a workflow for each page. */
export async function* allJobs(
  client: Pick<Client, 'workflow'>,
  input: ListJobsInput = {},
  options: Omit<CallOptions, 'workflowId'> = {},
): AsyncGenerator<ListedJob> {
  const seen = new Set<JobId>();
  for (let after = input.after; ;) {
    const page = await listJobs(client, { ...input, after }, options);
    for (const job of page.jobs) {
      if (seen.has(job.id)) continue;
      seen.add(job.id);
      yield job;
    }
    if (page.next === undefined) return;
    after = page.next;
  }
}
