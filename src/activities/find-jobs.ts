import { defaultJobOrder } from '../contract/jobs/defaults.js';
import type { JobLists } from '../backends/job-lists.js';
import { walkJobs } from '../backends/walk-jobs.js';
import type { Activities, FindJobsResult } from '../contract/activities.js';
import { type JobFilter } from '../contract/jobs/job-filter.js';
import type { ListedJob } from '../contract/list-jobs.js';
import type { JobsWanted } from '../contract/stop-jobs.js';
import type { Folder } from '../contract/jobs/target.js';
import { backendWith, capabilitiesOf } from './shared/backend-of.js';
import type { ActivityDependencies } from './shared/dependencies.js';
import { activityFailure } from './shared/failures.js';

/** Finds jobs by keys, ids or a filter; with a filter, only those that have not ended. */
export function createFindJobs(dependencies: ActivityDependencies): Activities['findJobs'] {
  return async ({ connection, wanted }) => {
    const backend = backendWith(dependencies, connection, 'jobs');
    try {
      const found = wanted.filter
        ? await byFilter(backend.jobs, wanted, wanted.filter)
        : await byName(backend.jobs, wanted);
      return { ...found, capabilities: capabilitiesOf(backend) };
    } catch (error) {
      throw activityFailure(error, 'prepare');
    }
  };
}

async function byFilter(
  lists: JobLists,
  { folder: named, limit }: JobsWanted,
  filter: JobFilter,
): Promise<FindJobsResult> {
  const folder = await lists.folderFor(named);
  const found: ListedJob[] = [];
  // Newest first, so that jobs created meanwhile do not extend the search; one extra job shows that there are more.
  const query = { filter, unfinished: true, orderBy: defaultJobOrder, expand: [], limit: limit + 1 };
  for await (const page of walkJobs(lists, folder, query)) found.push(...page.jobs);
  return { jobs: found.slice(0, limit).map((job) => foundJob(job, folder)), notFound: [], more: found.length > limit };
}

async function byName(
  lists: JobLists,
  { keys = [], ids = [], folder: named, limit }: JobsWanted,
): Promise<FindJobsResult> {
  const folder = named && (await lists.folderFor(named));
  const names = [...new Set(keys.map((key) => key.toLowerCase())), ...new Set(ids)];
  const found = new Map<string | number, ListedJob>();
  for (const job of await lists.named(folder, names)) {
    found.set(job.id, job);
    found.set(job.key.toLowerCase(), job);
  }
  const jobs = names.flatMap((name) => found.get(name) ?? []);
  return {
    jobs: jobs.slice(0, limit).map((job) => foundJob(job, folder)),
    notFound: names
      .filter((name) => !found.has(name))
      .map((name) => (typeof name === 'number' ? { id: name } : { key: name })),
    more: jobs.length > limit,
  };
}

/** Only the fields that a stop needs: a thousand jobs must fit into one result. */
function foundJob(
  { id, key, state, process, creationTime, link, folder: path, folderId }: ListedJob,
  named: Folder | undefined,
): FindJobsResult['jobs'][number] {
  const own = { ...(folderId !== undefined && { id: folderId }), ...(path !== undefined && { path }) };
  return {
    folder: named ?? own,
    job: {
      id,
      key,
      state,
      ...(process !== undefined && { process }),
      ...(creationTime !== undefined && { creationTime }),
      ...(link !== undefined && { link }),
    },
  };
}
