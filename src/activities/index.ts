import type { Activities } from '../contract/activities.js';
import { createAuthenticate } from './authenticate.js';
import type { ActivityDependencies } from './shared/dependencies.js';
import { createExportActivities } from './export-jobs/index.js';
import { createFindJobs } from './find-jobs.js';
import { createFindOrphans } from './find-orphans/find-orphans.js';
import { createLoadChain } from './load-chain.js';
import { createListJobs } from './list-jobs.js';
import { createPollJob } from './poll-job/poll-job.js';
import { createResolveRelease } from './resolve-release.js';
import { createResumeJob } from './resume-job.js';
import { createStartJobs } from './start-jobs/start-jobs.js';
import { createStopJobs } from './stop-jobs.js';
import { withinDeadline } from './shared/within-deadline.js';
import { withHeartbeat } from './shared/with-heartbeat.js';

export type { ActivityDependencies } from './shared/dependencies.js';

/** The activities of a worker, by their names on the wire. */
export function createActivities(dependencies: ActivityDependencies): Activities {
  const activities: Activities = {
    authenticate: withHeartbeat(createAuthenticate(dependencies)),
    resolveRelease: withHeartbeat(createResolveRelease(dependencies)),
    startJobs: createStartJobs(dependencies),
    pollJob: withHeartbeat(createPollJob(dependencies)),
    stopJobs: withHeartbeat(createStopJobs(dependencies)),
    resumeJob: withHeartbeat(createResumeJob(dependencies)),
    findOrphans: withHeartbeat(createFindOrphans(dependencies)),
    loadChain: createLoadChain(dependencies),
    findJobs: withHeartbeat(createFindJobs(dependencies)),
    listJobs: withHeartbeat(createListJobs(dependencies)),
    ...createExportActivities(dependencies),
  };
  return Object.fromEntries(
    Object.entries(activities).map(([name, activity]) => [
      name,
      withinDeadline(
        activity as (input: unknown) => Promise<unknown>,
        name === 'startJobs' ? timeToStartMs : undefined,
      ),
    ]),
  ) as unknown as Activities;
}

/** The last attempt of a start needs time to send and to receive the answer. Unit: milliseconds. */
const timeToStartMs = 30_000;
