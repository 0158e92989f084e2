import { authenticateAccount } from '../auth/authenticate-account.js';
import type { Scope } from '../auth/scopes.js';
import type { Route } from '../http/route.js';
import { getFolder, getFolderByKey, listFolders } from './folders.js';
import { getJob, getJobByKey, listJobs } from './jobs.js';
import { getRelease, listReleases } from './releases.js';
import { resumeOneJob } from './resume-job.js';
import { startJobs } from './start-jobs.js';
import { stopManyJobs, stopOneJob } from './stop-jobs.js';
import { validateDynamicJob, validateExistingJob } from './validate-job.js';

const readFolders: Scope = { area: 'OR.Folders', access: 'Read' };
const readReleases: Scope = { area: 'OR.Execution', access: 'Read' };
const readJobs: Scope = { area: 'OR.Jobs', access: 'Read' };
const writeJobs: Scope = { area: 'OR.Jobs', access: 'Write' };

/** The qualified name of a bound function or action. */
const bound = (path: string, name: string) => `${path}/UiPath.Server.Configuration.OData.${name}`;

const folderRoutes: readonly Route[] = [
  { method: 'GET', path: '/odata/Folders', operation: 'Folders.list', scope: readFolders, handle: listFolders },
  { method: 'GET', path: '/odata/Folders({id})', operation: 'Folders.get', scope: readFolders, handle: getFolder },
  {
    method: 'GET',
    path: bound('/odata/Folders', 'GetByKey(identifier={guid})'),
    operation: 'Folders.get',
    since: 15,
    scope: readFolders,
    handle: getFolderByKey,
  },
];

const releaseRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/odata/Releases',
    operation: 'Releases.list',
    scope: readReleases,
    folder: 'required',
    handle: listReleases,
  },
  {
    method: 'GET',
    path: '/odata/Releases({id})',
    operation: 'Releases.get',
    scope: readReleases,
    folder: 'required',
    handle: getRelease,
  },
];

const jobRead = { method: 'GET', operation: 'Jobs.get', scope: readJobs, folder: 'required' } as const;
const jobAction = { method: 'POST', scope: writeJobs, folder: 'required' } as const;

const jobRoutes: readonly Route[] = [
  // Without a folder header the list reaches over all folders.
  {
    method: 'GET',
    path: '/odata/Jobs',
    operation: 'Jobs.list',
    scope: readJobs,
    folder: 'optional',
    handle: listJobs,
  },
  { ...jobRead, path: '/odata/Jobs({id})', handle: getJob },
  { ...jobRead, path: bound('/odata/Jobs', 'GetByKey(identifier={guid})'), handle: getJobByKey },
  { ...jobAction, path: bound('/odata/Jobs', 'StartJobs'), operation: 'StartJobs', handle: startJobs },
  { ...jobAction, path: bound('/odata/Jobs', 'StopJobs'), operation: 'StopJobs', handle: stopManyJobs },
  { ...jobAction, path: bound('/odata/Jobs({id})', 'StopJob'), operation: 'StopJob', handle: stopOneJob },
  { ...jobAction, path: bound('/odata/Jobs', 'ResumeJob'), operation: 'ResumeJob', handle: resumeOneJob },
  {
    ...jobAction,
    path: bound('/odata/Jobs', 'ValidateDynamicJob'),
    operation: 'ValidateDynamicJob',
    since: 15,
    handle: validateDynamicJob,
  },
  {
    ...jobAction,
    path: bound('/odata/Jobs({id})', 'ValidateExistingJob'),
    operation: 'ValidateExistingJob',
    since: 15,
    handle: validateExistingJob,
  },
];

/** Everything below the base address of Orchestrator. */
export const orchestratorRoutes: readonly Route[] = [
  // The cloud dropped it in 2024 and on-premises servers keep it; here every version has it.
  {
    method: 'POST',
    path: '/api/Account/Authenticate',
    operation: 'Account.Authenticate',
    handle: authenticateAccount,
  },
  ...folderRoutes,
  ...releaseRoutes,
  ...jobRoutes,
];
