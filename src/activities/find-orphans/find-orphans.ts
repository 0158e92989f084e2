import { Context } from '@temporalio/activity';
import { BackendError } from '../../backends/backend-error.js';
import { walkJobs } from '../../backends/orchestrator/jobs/walk-jobs.js';
import type { OrchestratorClient } from '../../backends/orchestrator/types.js';
import type { Activities, FindOrphansResult } from '../../contract/activities.js';
import { defaultJobOrder } from '../../contract/jobs/job-filter.js';
import { type Job, JobState, phaseOf } from '../../contract/jobs/job.js';
import { namespaceMark, readReference, referencePrefix } from '../../contract/jobs/references.js';
import type { Folder } from '../../contract/jobs/target.js';
import type { ActivityDependencies } from '../shared/dependencies.js';
import { activityFailure, clientOf } from '../shared/failures.js';
import { createRunLookUp } from './run-look-up.js';

/** What one result carries, far below Temporal's 2 MB a payload. */
const maximumOrphans = 500;

const open = Object.values(JobState)
  .filter((state) => phaseOf(state) !== 'final')
  .map((state) => `State eq '${state}'`)
  .join(' or ');

/** Finds jobs of ours that have not ended and whose run is closed. */
export function createFindOrphans(dependencies: ActivityDependencies): Activities['findOrphans'] {
  return async ({ connection, folders: paths }) => {
    const orchestrator = clientOf(dependencies, connection);
    const { client, info } = Context.current();
    const lookUpRun = createRunLookUp(client);
    const mark = namespaceMark(info.namespace);
    const result: FindOrphansResult = { looked: 0, orphans: [], more: false };
    try {
      const folders = paths
        ? await Promise.all(paths.map((path) => orchestrator.findFolder({ path })))
        : await orchestrator.listFolders();
      for (const folder of folders) {
        for (const job of await openJobs(orchestrator, folder, `${referencePrefix}${mark}:`)) {
          const reference = readReference(job.reference ?? '');
          if (reference?.namespaceMark !== mark) continue;
          result.looked += 1;
          const run = await lookUpRun(reference.firstRunId);
          if (run.open) continue;
          result.more ||= result.orphans.length >= maximumOrphans;
          const { status, workflowId } = run;
          if (!result.more)
            result.orphans.push({
              folder,
              job,
              runId: reference.firstRunId,
              run: status,
              ...(workflowId !== undefined && { workflowId }),
            });
        }
      }
      return result;
    } catch (error) {
      throw activityFailure(error, 'lookUp');
    }
  };
}

/** Jobs that have not ended and whose reference begins so; where the server cannot filter by it, it is done here. */
async function openJobs(client: OrchestratorClient, folder: Folder, prefix: string): Promise<Job[]> {
  const pages = async (filter: string): Promise<Job[]> => {
    const jobs: Job[] = [];
    // Jobs that end between two pages must not shift others out of sight.
    const walk = walkJobs(client, folder, { filter: { odata: filter }, orderBy: defaultJobOrder, expand: [] });
    for await (const page of walk) jobs.push(...page.jobs);
    return jobs;
  };
  try {
    return await pages(`startswith(Reference,'${prefix}') and (${open})`);
  } catch (error) {
    if (!(error instanceof BackendError) || error.fields.errorCode !== 1000) throw error;
    return (await pages(open)).filter(({ reference }) => reference?.startsWith(prefix) === true);
  }
}
