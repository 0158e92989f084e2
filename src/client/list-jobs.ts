import type { Client } from '@temporalio/client';
import { v4 as uuid } from 'uuid';
import type { ListedJob, ListJobsInput, ListJobsResult } from '../contract/list-jobs.js';

export interface CallOptions {
  /** Task queue of the worker. Default: `rpa`. */
  taskQueue?: string;
  /** Default: the name of the workflow and a UUID. */
  workflowId?: string;
}

/** Lists jobs by the workflow `listJobs`; fails as workflows do, with one of our failure types as the cause. */
export function listJobs(
  { workflow }: Pick<Client, 'workflow'>,
  input: ListJobsInput = {},
  { taskQueue = 'rpa', workflowId = `listJobs-${uuid()}` }: CallOptions = {},
): Promise<ListJobsResult> {
  const options = { taskQueue, workflowId, args: [input] as [ListJobsInput] };
  return workflow.execute<(given: ListJobsInput) => Promise<ListJobsResult>>('listJobs', options);
}

/** All jobs that match, page after page, each once; a workflow for each page. */
export async function* allJobs(
  client: Pick<Client, 'workflow'>,
  input: ListJobsInput = {},
  options: Omit<CallOptions, 'workflowId'> = {},
): AsyncGenerator<ListedJob> {
  const seen = new Set<number>();
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
