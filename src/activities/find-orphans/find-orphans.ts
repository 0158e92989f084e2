import { defaultJobOrder } from '../../contract/jobs/defaults.js';
import { Context } from '@temporalio/activity';
import type { JobLists } from '../../backends/job-lists.js';
import { walkJobs } from '../../backends/walk-jobs.js';
import type { Activities, FindOrphansResult, SearchPlace } from '../../contract/activities.js';
import type { Job } from '../../contract/jobs/job.js';
import type { RunState } from '../shared/run-state.js';
import { Moment } from '../../shared/moment.js';
import { namespaceMark, readReference, referencePrefix } from '../../contract/jobs/references.js';
import type { Folder } from '../../contract/jobs/target.js';
import { limits } from '../../contract/limits.js';
import { backendWith, capabilitiesOf } from '../shared/backend-of.js';
import type { ActivityDependencies } from '../shared/dependencies.js';
import { activityFailure } from '../shared/failures.js';
import { createRunLookUp } from './run-look-up.js';

/** Our clock, Temporal's and the back end's may differ by this much. */
const clockSkewMs = 5 * 60_000;
/** A search returns after this time, when it has finished a page; the caller continues behind that page. */
const returnAfterMs = 4 * 60_000;

/** Finds unfinished jobs whose run is closed, folder by folder in the order of their paths. */
export function createFindOrphans(dependencies: ActivityDependencies): Activities['findOrphans'] {
  return async ({ connection, folders: paths, after, found = 0 }) => {
    const backend = backendWith(dependencies, connection, 'jobs');
    const { client, info } = Context.current();
    const lookUpRun = createRunLookUp(client);
    const namespaceId = namespaceMark(info.namespace);
    const result: FindOrphansResult = { looked: 0, orphans: [], more: false, capabilities: capabilitiesOf(backend) };
    const began = new Moment();
    const look = async (folder: Folder, job: Job): Promise<void> => {
      const reference = readReference(job.reference ?? '');
      if (reference?.namespaceMark !== namespaceId) return;
      result.looked += 1;
      const run = await lookUpRun(reference.firstRunId);
      if (run.open) return;
      result.more ||= found + result.orphans.length >= limits.orphans;
      const { status, workflowId } = run;
      if (!result.more)
        result.orphans.push({
          folder,
          job,
          runId: reference.firstRunId,
          run: status,
          ...(workflowId !== undefined && { workflowId }),
          ...(isRestarted(job, run) && { restarted: true }),
        });
    };
    try {
      const folders = placed(await backend.jobs.folders(paths)).filter(({ place }) => isBehind(place, after));
      for (const [index, { folder, place }] of folders.entries()) {
        const from = place === after?.folder ? after.page : undefined;
        for await (const { jobs, next } of openJobs(backend.jobs, folder, `${referencePrefix}${namespaceId}:`, from)) {
          for (const job of jobs) await look(folder, job);
          const isLast = next === undefined && index === folders.length - 1;
          if (!isLast && began.atMostMs() >= returnAfterMs)
            return { ...result, next: { folder: place, ...(next !== undefined && { page: next }) } };
        }
      }
      return result;
    } catch (error) {
      throw activityFailure(error, 'lookUp');
    }
  };
}

/** Whether a job was created after its run closed: a person restarted it, and the copy has our Reference. */
function isRestarted({ creationTime }: Job, { closedAtMs }: RunState): boolean {
  if (creationTime === undefined || closedAtMs === undefined) return false;
  return Date.parse(creationTime) > closedAtMs + clockSkewMs;
}

/** Folders in an order that does not change when others are added. */
function placed(folders: Folder[]): { folder: Folder; place: string }[] {
  return folders
    .map((folder) => ({ folder, place: folder.path ?? folder.key ?? String(folder.id) }))
    .sort((one, other) => (one.place < other.place ? -1 : 1));
}

const isBehind = (place: string, after: SearchPlace | undefined): boolean =>
  after === undefined || place > after.folder || (place === after.folder && after.page !== undefined);

/** Pages of the unfinished jobs whose Reference starts with this prefix. */
function openJobs(
  lists: JobLists,
  folder: Folder,
  prefix: string,
  after: string | undefined,
): ReturnType<typeof walkJobs> {
  // Jobs that end between two pages must not shift others past the cursor.
  const query = { filter: {}, unfinished: true, referencePrefix: prefix, orderBy: defaultJobOrder, expand: [] };
  return walkJobs(lists, folder, { ...query, after });
}
