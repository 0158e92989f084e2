import { shortInfo } from '../../contract/jobs/fault.js';
import { limits } from '../../contract/limits.js';
import type { StartJobsInput } from '../../contract/activities.js';
import type { FinishedJob, Job } from '../../contract/jobs/job.js';
import { defaultWindowMs } from '../../contract/limits.js';
import type { Backend } from '../backend.js';
import { ActivityLog } from './activity-log.js';
import { createInfoLinkClient, unlessUnknown } from './client.js';
import { installationIdentity } from './identity.js';
import { jobIdOf } from './job-id.js';
import { lookAtJob } from './look-at-job.js';
import { withoutSchema } from './results.js';
import type { InfoLinkSettings } from './settings.js';
import type { ExecuteOrder } from './types.js';

/** InfoLink as a back end: an app is the folder; a scenario or operation is the process. */
export function infoLinkBackend(settings: InfoLinkSettings): Backend {
  const client = createInfoLinkClient(settings);
  const windowMs = settings.visibilityWindowMs ?? defaultWindowMs.visibility;
  const log = new ActivityLog(client, windowMs / 3);
  const startedJob = ({ target, reference }: StartJobsInput, id: string): Job => ({
    id,
    key: id,
    // The job is accepted; the first poll reads its state.
    state: 'Pending',
    process: target.release.name,
    reference,
  });
  return {
    type: 'infolink',
    visibilityWindowMs: windowMs,
    effectWindowMs: settings.effectWindowMs,
    authenticate: async () => (await client.authenticate(), { apiVersion: null }),
    // Nothing to look up: no call lists apps and scenarios in all editions.
    resolve: ({ folder, release, options }) =>
      Promise.resolve({
        folder: { key: appOf({ folder }), path: `app ${appOf({ folder })}` },
        release: { name: 'name' in release ? release.name : '' },
        ...(options && { options }),
      }),
    markOf: (reference) => `jobId '${jobIdOf(reference)}'`,
    async find(start): Promise<Job[]> {
      const [appId, id] = [appOf(start.target), jobIdOf(start.reference)];
      const known = await client.getJobStatus(appId, id).catch(unlessUnknown);
      if (known) return [startedJob(start, id)];
      // An error may have any reason. It decides only if the log can be read and does not show the job.
      const logged = await log.stateOf(appId, id, true);
      return logged === 'running' || logged === 'ended' ? [startedJob(start, id)] : [];
    },
    async start(start, _count, { deadline, cancelled, lease }): Promise<Job[]> {
      const { waitMs, ...fields } = start.fields as Omit<ExecuteOrder, 'appId' | 'jobId'> & { waitMs?: number };
      const order = { ...fields, appId: appOf(start.target), jobId: jobIdOf(start.reference) };
      const signal = waitMs === undefined ? deadline : AbortSignal.any([deadline, cancelled]);
      const id = await client.executeJob(order, { signal, lease, ...(waitMs !== undefined && { waitMs }) });
      return [startedJob(start, id)];
    },
    async getJob(where, id): Promise<FinishedJob> {
      const dependencies = { client, log, lostWindowMs: windowMs };
      const { state, status } = await lookAtJob(dependencies, appOf(where), String(id));
      const { results, message } = status;
      return {
        id,
        key: String(id),
        state,
        ...(message !== undefined && { info: shortInfo(message, limits.messageCharacters) }),
        ...(results !== undefined && {
          output: where.options?.noResultSchema === true ? withoutSchema(results) : results,
        }),
      };
    },
    async stop(where, ids): Promise<{ underWay?: string }> {
      const answers = await Promise.all(ids.map((id) => client.stopJob(appOf(where), String(id))));
      const underWay = answers.filter(({ ended }) => !ended).map(({ said }) => said);
      return underWay.length === 0 ? {} : { underWay: underWay.join(', ') };
    },
    identity: installationIdentity(client),
    close: () => client.close(),
  };
}

function appOf({ folder }: { folder?: object | undefined }): string {
  return folder && 'key' in folder ? String(folder.key) : '';
}
