import type { Backend } from '../backend.js';
import { createOrchestratorClient } from './client.js';
import { tenantIdentity } from './identity.js';
import { orchestratorExports } from './job-exports.js';
import { orchestratorJobs } from './jobs/job-lists.js';
import { invalidField } from '../target-error.js';
import { createFindJobs } from './starts/find-started-jobs.js';
import { fieldsWithInput } from './starts/input-file.js';
import { countField, startInfo } from './starts/start-info.js';
import type { OrchestratorSettings } from './settings.js';
import type { Release } from './types.js';

/** Orchestrator as a back end: resolves names to keys, marks starts, and stops softly or by force. */
export function orchestratorBackend(
  settings: OrchestratorSettings,
  client = createOrchestratorClient(settings),
): Backend {
  const { defaultFolder, visibilityWindowMs, effectWindowMs } = settings;
  return {
    type: 'orchestrator',
    visibilityWindowMs,
    effectWindowMs,
    authenticate: () => client.authenticate(),
    async resolve({ connection, folder: given, release }) {
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
    find: createFindJobs(client),
    prepare: async (start, files) => ({ ...start, fields: await fieldsWithInput(client, start, files) }),
    divisible: ({ fields }) => countField(fields) !== undefined,
    start: (start, count, { deadline, lease }) =>
      client
        .startJobs(start.target.folder, startInfo(start, client, count), { signal: deadline, lease })
        // A job with another Reference is not one of this start: what it made must be looked up.
        .then((jobs) => jobs.filter(({ reference = '' }) => start.reference.startsWith(reference))),
    getJob: ({ folder }, id) => client.getJob(folder, id),
    openFile: ({ folder }, id, signal) => client.openFile(folder, id, signal),
    async declaresOutput({ folder, release }) {
      const { id } = (release ?? {}) as Partial<Release>;
      return id !== undefined && client.declaresOutput(folder, id);
    },
    pendingReasons: async ({ folder }, id) => (await client.validateExistingJob(folder, id))?.errorCodes,
    stop: async ({ folder }, ids) => (await client.stopJobs(folder, [...ids], 'Kill'), {}),
    softStop: async ({ folder }, ids) => (await client.stopJobs(folder, [...ids], 'SoftStop'), {}),
    resume: ({ folder }, key) => client.resumeJob(folder, key),
    identity: tenantIdentity(client),
    jobs: orchestratorJobs(client),
    exports: orchestratorExports(client),
    close: () => client.close(),
  };
}
