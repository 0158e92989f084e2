import type { Backend } from '../backend.js';
import type { OrchestratorClient, Release } from './types.js';
import { orchestratorCapabilities } from '../../contract/capabilities.js';
import { invalidField } from '../target-error.js';
import { createFindJobs } from './starts/find-started-jobs.js';
import { fieldsWithInput } from './starts/input-file.js';
import { startInfo } from './starts/start-info.js';

/** An Orchestrator as runs see it: names resolved to keys, starts marked, stops in two strengths. */
export function orchestratorBackend(client: OrchestratorClient): Backend {
  const findJobs = createFindJobs();
  return {
    type: 'orchestrator',
    capabilities: orchestratorCapabilities,
    get visibilityWindowMs() {
      return client.settings.visibilityWindowMs;
    },
    authenticate: () => client.authenticate(),
    async resolve({ connection, folder: given, release }) {
      const { defaultFolder } = client.settings;
      const reference = given ?? (defaultFolder === undefined ? undefined : { path: defaultFolder });
      if (!reference)
        throw invalidField(
          'job.folder',
          `is missing, and connection '${connection}' has no default folder: give one of folder (path), folderKey, folderId`,
        );
      const folder = await client.findFolder(reference);
      return { folder, release: await client.findRelease(folder, release) };
    },
    markOf: (reference) => `Reference '${reference}'`,
    find: (start, lookUp) => findJobs(client, start, lookUp),
    prepare: async (start, files) => ({ ...start, fields: await fieldsWithInput(client, start, files) }),
    start: (start, count, { deadline }) =>
      client.startJobs(start.target.folder, startInfo(start, client, count), deadline),
    getJob: ({ folder }, id) => client.getJob(folder, id),
    openFile: ({ folder }, id, signal) => client.openFile(folder, id, signal),
    async declaresOutput({ folder, release }) {
      const { id } = (release ?? {}) as Partial<Release>;
      return id !== undefined && client.declaresOutput(folder, id);
    },
    pendingReasons: async ({ folder }, id) => (await client.validateExistingJob(folder, id))?.errorCodes,
    stop: async ({ folder }, ids, strategy) => (await client.stopJobs(folder, [...ids], strategy), {}),
    resume: ({ folder }, key) => client.resumeJob(folder, key),
    close: () => client.close(),
  };
}
