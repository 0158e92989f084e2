import type { JobId } from '../contract/jobs/job.js';
import type { ListedJob } from '../contract/list-jobs.js';
import { limits } from '../contract/limits.js';
import type { Folder } from '../contract/jobs/target.js';
import type { JobLists, JobPage, JobPageQuery } from './job-lists.js';

export interface Walk extends Omit<JobPageQuery, 'top'> {
  /** Maximum number of jobs in total; default: all. */
  limit?: number;
}

/**
 * Reads page after page and returns each job once. Finds every job that matches throughout, if the list is ordered by
 * Id, CreationTime or another value that does not change.
 */
export async function* walkJobs(
  lists: Pick<JobLists, 'page'>,
  folder: Folder | undefined,
  { limit = Number.POSITIVE_INFINITY, ...query }: Walk,
): AsyncGenerator<{ jobs: ListedJob[]; next?: string }> {
  const seen = new Set<JobId>();
  for (let after = query.after; seen.size < limit;) {
    const top = Math.min(limits.listedJobs, limit - seen.size);
    const page: JobPage = await lists.page(folder, { ...query, top, after });
    const fresh = page.rows.filter(({ job }) => !seen.has(job.id));
    for (const { job } of fresh) seen.add(job.id);
    yield { jobs: fresh.map(({ job }) => job), ...(page.next !== undefined && { next: page.next }) };
    if (page.next === undefined) return;
    after = page.next;
  }
}
