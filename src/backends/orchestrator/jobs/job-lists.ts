import type { JobLists } from '../../job-lists.js';
import type { OrchestratorClient } from '../types.js';
import { findNamedJobs } from './find-named-jobs.js';
import { listedFolder } from './listed-folder.js';

/** The jobs of an Orchestrator. */
export function orchestratorJobs(client: OrchestratorClient): JobLists {
  return {
    folderFor: (wanted) => listedFolder(client, wanted),
    folders: (paths) => (paths ? Promise.all(paths.map((path) => client.findFolder({ path }))) : client.listFolders()),
    page: (folder, query) => client.listJobPage(folder, query),
    named: (folder, names) => findNamedJobs(client, folder, names),
  };
}
