import { defaultJobOrder } from '../../contract/jobs/defaults.js';
import { Context } from '@temporalio/activity';
import type { JobLists } from '../../backends/job-lists.js';
import { walkJobs } from '../../backends/walk-jobs.js';
import type { Activities, FindOrphansResult } from '../../contract/activities.js';
import type { Job } from '../../contract/jobs/job.js';
import { namespaceMark, readReference, referencePrefix } from '../../contract/jobs/references.js';
import type { Folder } from '../../contract/jobs/target.js';
import { limits } from '../../contract/limits.js';
import { backendWith, capabilitiesOf } from '../shared/backend-of.js';
import type { ActivityDependencies } from '../shared/dependencies.js';
import { activityFailure } from '../shared/failures.js';
import { createRunLookUp } from './run-look-up.js';

/** Finds unfinished jobs whose run is closed. */
export function createFindOrphans(dependencies: ActivityDependencies): Activities['findOrphans'] {
  return async ({ connection, folders: paths }) => {
    const backend = backendWith(dependencies, connection, 'jobs');
    const { client, info } = Context.current();
    const lookUpRun = createRunLookUp(client);
    const namespaceId = namespaceMark(info.namespace);
    const result: FindOrphansResult = { looked: 0, orphans: [], more: false, capabilities: capabilitiesOf(backend) };
    try {
      for (const folder of await backend.jobs.folders(paths)) {
        for (const job of await openJobs(backend.jobs, folder, `${referencePrefix}${namespaceId}:`)) {
          const reference = readReference(job.reference ?? '');
          if (reference?.namespaceMark !== namespaceId) continue;
          result.looked += 1;
          const run = await lookUpRun(reference.firstRunId);
          if (run.open) continue;
          result.more ||= result.orphans.length >= limits.orphans;
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

/** Unfinished jobs whose Reference starts with this prefix. */
async function openJobs(lists: JobLists, folder: Folder, referencePrefix: string): Promise<Job[]> {
  const jobs: Job[] = [];
  // Jobs that end between two pages must not shift others past the cursor.
  const query = { filter: {}, unfinished: true, referencePrefix, orderBy: defaultJobOrder, expand: [] };
  for await (const page of walkJobs(lists, folder, query)) jobs.push(...page.jobs);
  return jobs;
}
