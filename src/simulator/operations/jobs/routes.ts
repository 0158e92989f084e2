import type { Route } from '../route.js';
import { bound, reading, writing } from '../route-parts.js';
import { getJobInfo } from './job-info.js';
import { getJob, getJobByKey, listJobs } from './jobs.js';
import { restartJob } from './restart-job.js';
import { resumeOneJob } from './resume-job.js';
import { startJobs } from './start-jobs.js';
import { stopManyJobs, stopOneJob } from './stop-jobs.js';
import { validateDynamicJob, validateExistingJob } from './validate-job.js';

const scope = reading('OR.Jobs');
const read = { method: 'GET', operation: 'Jobs.get', scope, folder: 'required' } as const;
const action = { method: 'POST', scope: writing('OR.Jobs'), folder: 'required' } as const;
const onJobs = (name: string) => bound('/odata/Jobs', name);
const onJob = (name: string) => bound('/odata/Jobs({id})', name);

export const jobRoutes: readonly Route[] = [
  // Without a folder header the list reaches over all folders.
  { method: 'GET', path: '/odata/Jobs', operation: 'Jobs.list', scope, folder: 'optional', handle: listJobs },
  { ...read, path: '/odata/Jobs({id})', handle: getJob },
  { ...read, path: onJobs('GetByKey(identifier={guid})'), handle: getJobByKey },
  { method: 'GET', path: '/api/Jobs/GetJobInfo', operation: 'Jobs.info', scope, handle: getJobInfo },
  { ...action, path: onJobs('StartJobs'), operation: 'StartJobs', handle: startJobs },
  { ...action, path: onJobs('StopJobs'), operation: 'StopJobs', handle: stopManyJobs },
  { ...action, path: onJob('StopJob'), operation: 'StopJob', handle: stopOneJob },
  { ...action, path: onJobs('RestartJob'), operation: 'RestartJob', handle: restartJob },
  { ...action, path: onJobs('ResumeJob'), operation: 'ResumeJob', handle: resumeOneJob },
  {
    ...action,
    path: onJobs('ValidateDynamicJob'),
    operation: 'ValidateDynamicJob',
    since: 15,
    handle: validateDynamicJob,
  },
  {
    ...action,
    path: onJob('ValidateExistingJob'),
    operation: 'ValidateExistingJob',
    since: 15,
    handle: validateExistingJob,
  },
];
