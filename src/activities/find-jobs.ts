import { BackendError } from '../backends/backend-error.js';
import { listedFolder } from '../backends/orchestrator/jobs/listed-folder.js';
import { walkJobs } from '../backends/orchestrator/jobs/walk-jobs.js';
import { quoted } from '../backends/orchestrator/odata.js';
import type { OrchestratorClient } from '../backends/orchestrator/types.js';
import type { Activities, FindJobsResult } from '../contract/activities.js';
import { defaultJobOrder, type JobFilter } from '../contract/jobs/job-filter.js';
import { JobState, phaseOf } from '../contract/jobs/job.js';
import type { ListedJob } from '../contract/list-jobs.js';
import type { JobsWanted } from '../contract/stop-jobs.js';
import type { Folder } from '../contract/jobs/target.js';
import type { ActivityDependencies } from './shared/dependencies.js';
import { activityFailure, clientOf } from './shared/failures.js';

/** Both official SDKs ask for 50 keys at once, to keep addresses short. */
const inOneList = 50;
/** Servers that know no `in` take about 25 alternatives. */
const inOneChain = 15;

/** Also of states that we do not know. */
const notEnded = Object.values(JobState)
  .filter((state) => phaseOf(state) === 'final')
  .map((state) => `State ne '${state}'`)
  .join(' and ');

/** Finds the jobs that a caller means by keys, ids or a filter; of a filter, those that have not ended. */
export function createFindJobs(dependencies: ActivityDependencies): Activities['findJobs'] {
  return async ({ connection, wanted }) => {
    const client = clientOf(dependencies, connection);
    try {
      return wanted.filter ? await byFilter(client, wanted, wanted.filter) : await byName(client, wanted);
    } catch (error) {
      throw activityFailure(error, 'prepare');
    }
  };
}

async function byFilter(
  client: OrchestratorClient,
  { folder: named, limit }: JobsWanted,
  filter: JobFilter,
): Promise<FindJobsResult> {
  const folder = await listedFolder(client, named);
  const odata = filter.odata === undefined ? notEnded : `(${filter.odata}) and ${notEnded}`;
  const found: ListedJob[] = [];
  // The newest first, so that jobs which come meanwhile are not followed for ever; one more tells that there are more.
  const walk = walkJobs(client, folder, {
    filter: { ...filter, odata },
    orderBy: defaultJobOrder,
    expand: [],
    limit: limit + 1,
  });
  for await (const page of walk) found.push(...page.jobs);
  return { jobs: found.slice(0, limit).map((job) => foundJob(job, folder)), notFound: [], more: found.length > limit };
}

async function byName(
  client: OrchestratorClient,
  { keys = [], ids = [], folder: named, limit }: JobsWanted,
): Promise<FindJobsResult> {
  const folder = named && (await client.findFolder(named));
  const names = [...new Set(keys.map((key) => key.toLowerCase())), ...new Set(ids)];
  const found = new Map<string | number, ListedJob>();
  for (const some of chunks(names, inOneList))
    for (const job of await listNamed(client, folder, some)) {
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

async function listNamed(
  client: OrchestratorClient,
  folder: Folder | undefined,
  names: readonly (string | number)[],
): Promise<ListedJob[]> {
  const property = typeof names[0] === 'number' ? 'Id' : 'Key';
  const literals = names.map((name) => (typeof name === 'number' ? String(name) : quoted(name)));
  const list = async (odata: string): Promise<ListedJob[]> => {
    const query = { filter: { odata }, orderBy: defaultJobOrder, expand: [], top: inOneList };
    return (await client.listJobPage(folder, query)).rows.map(({ job }) => job);
  };
  try {
    return await list(`${property} in (${literals.join(',')})`);
  } catch (error) {
    // No public source shows `in` for jobs on servers before API 17.
    if (!(error instanceof BackendError) || error.fields.errorCode !== 1000) throw error;
    const bare = property === 'Id' ? literals : names;
    const chains = chunks(bare, inOneChain).map((some) => some.map((name) => `${property} eq ${name}`).join(' or '));
    const lists: ListedJob[] = [];
    for (const chain of chains) lists.push(...(await list(chain)));
    return lists;
  }
}

/** What stopping needs of a job, and no more: a thousand must fit into one result. */
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

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
