import type { Activities } from '../contract/activities.js';
import type { ListJobsResult } from '../contract/list-jobs.js';
import { limits } from '../contract/limits.js';
import { backendWith } from './shared/backend-of.js';
import type { ActivityDependencies } from './shared/dependencies.js';
import { activityFailure } from './shared/failures.js';

/** Reads one page of a list of jobs. */
export function createListJobs(dependencies: ActivityDependencies): Activities['listJobs'] {
  return async ({ connection, folder: wanted, limit, ...query }) => {
    const { jobs: lists } = backendWith(dependencies, connection, 'jobs');
    try {
      const folder = await lists.folderFor(wanted);
      const { rows, next } = await lists.page(folder, { ...query, top: limit });
      const jobs: ListJobsResult['jobs'] = [];
      let bytes = 0;
      for (const [index, { job }] of rows.entries()) {
        bytes += Buffer.byteLength(JSON.stringify(job));
        if (index > 0 && bytes > limits.listedJobsBytes)
          return { jobs, more: true, next: rows[index - 1]?.cursor ?? '' };
        jobs.push(job);
      }
      return { jobs, more: next !== undefined, ...(next !== undefined && { next }) };
    } catch (error) {
      throw activityFailure(error, 'prepare');
    }
  };
}
