import type { Activities } from '../contract/activities.js';
import { createAuthenticate } from './authenticate.js';
import type { ActivityDependencies } from './shared/dependencies.js';
import { createEvaluateExpressions } from './evaluate-expressions.js';
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
import { retried, withinDeadline } from './shared/within-deadline.js';

export type { ActivityDependencies } from './shared/dependencies.js';

/** The activities of a worker, by their names on the wire. */
export function createActivities(dependencies: ActivityDependencies): Activities {
  return {
    authenticate: retried(createAuthenticate(dependencies)),
    resolveRelease: retried(createResolveRelease(dependencies)),
    startJobs: withinDeadline(createStartJobs(dependencies), timeToStartMs),
    pollJob: retried(createPollJob(dependencies)),
    stopJobs: retried(createStopJobs(dependencies)),
    resumeJob: retried(createResumeJob(dependencies)),
    findOrphans: retried(createFindOrphans(dependencies)),
    loadChain: withinDeadline(createLoadChain(dependencies)),
    evaluateExpressions: createEvaluateExpressions(dependencies),
    findJobs: retried(createFindJobs(dependencies)),
    listJobs: retried(createListJobs(dependencies)),
    ...createExportActivities(dependencies),
  };
}

/** The last attempt of a start needs time to send and to receive the answer. Unit: milliseconds. */
const timeToStartMs = 30_000;
