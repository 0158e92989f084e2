import { z } from 'zod';
import { limits } from '../../contract/limits.js';
import { secretsIn } from '../../shared/settings/secrets.js';
import { fixedToken, RenewedToken } from '../auth/token-source.js';
import { BackendError } from '../backend-error.js';
import { createDispatcher, timeoutsOf } from '../http/dispatcher.js';
import { HttpSender } from '../http/http-sender.js';
import { Redactor } from '../redactor.js';
import { type Credentials, InfoLinkCaller } from './api-caller.js';
import { tokenRequest } from './request-token.js';
import { type InfoLinkSettings, infoLinkSettings } from './settings.js';
import type { InfoLinkClient } from './types.js';

const text = z.string().nullish();
const jobStatus = z
  .object({ status: text, results: z.unknown().optional(), message: text })
  .nullish()
  .transform((given) => ({
    ...(typeof given?.status === 'string' && { status: given.status }),
    ...(given?.results !== undefined && { results: given.results }),
    ...(typeof given?.message === 'string' && { message: given.message }),
  }));
/** What `executeJob` returns at once, and what it returns at the end of a job that is not asynchronous. */
const started = z.union([
  z.object({ jobId: z.string().max(limits.nameCharacters) }),
  z.object({ results: z.unknown() }),
]);
const stopped = z.object({ status: z.string() });
const latest = z.object({ records: z.array(z.object({ appId: z.coerce.string(), jobId: z.coerce.string() })) });
const log = z.object({ records: z.array(z.object({ jobId: z.coerce.string(), actuallyRunning: z.boolean() })) });

/** The name in the curl example on InfoLink's page about stopJob. */
const otherNameOfStop = 'stop';

/** A client for one InfoLink connection, with its own connection pool; close it when done. */
export function createInfoLinkClient(settings: InfoLinkSettings): InfoLinkClient {
  const { auth, basePath = '/api/v1', suffix = '.jsp' } = settings;
  const redactor = new Redactor(secretsIn(infoLinkSettings, settings));
  const dispatcher = createDispatcher(settings);
  const timeouts = timeoutsOf(settings);
  const sender = new HttpSender(dispatcher, timeouts, redactor);
  const base = `${settings.url.replace(/\/+$/, '')}/${basePath.replace(/^\/+/, '')}`.replace(/\/+$/, '');
  const credentials: Credentials =
    auth.kind === 'apiKey'
      ? { kind: 'apiKey', tokens: fixedToken(auth.apiKey, settings.report) }
      : {
          kind: 'bearer',
          tokens: new RenewedToken(tokenRequest(auth, base, sender, settings.name), redactor, settings.report),
        };
  const caller = new InfoLinkCaller(sender, credentials, base, suffix, settings.name);
  let stopName = 'stopJob';

  const getJobStatus: InfoLinkClient['getJobStatus'] = (appId, jobId) =>
    caller.call({ method: 'GET', name: 'getJobStatus', fields: { appId, jobId }, shape: jobStatus });
  const stop = (appId: string, jobId: string): Promise<{ status: string }> =>
    caller.call({ method: 'GET', name: stopName, fields: { appId, jobId }, shape: stopped });

  return {
    settings,
    getJobStatus,
    async authenticate(): Promise<void> {
      await caller.call({ method: 'GET', name: 'getActivityLog', fields: { limit: 1 }, shape: log });
    },
    async executeJob(order, { signal, lease, waitMs } = {}): Promise<string> {
      const call = { method: 'POST', name: 'executeJob', fields: { ...order }, shape: started, once: true } as const;
      const result = await caller.call({ ...call, signal, lease, headersMs: waitMs });
      return 'jobId' in result ? result.jobId : order.jobId;
    },
    async stopJob(appId, jobId): Promise<{ ended: boolean; said: string }> {
      const { status } = await stop(appId, jobId).catch((error: unknown) => {
        const missing = error instanceof BackendError && error.fields.status === 404 && error.fields.notTheApi === true;
        if (!missing || stopName === otherNameOfStop) throw error;
        stopName = otherNameOfStop;
        return stop(appId, jobId);
      });
      return { ended: status === 'already completed', said: status };
    },
    async activityLog(appId, limit): Promise<z.output<typeof log>['records']> {
      const fields = { appId, limit };
      return (await caller.call({ method: 'GET', name: 'getActivityLog', fields, shape: log })).records;
    },
    async latestJobs(limit): Promise<z.output<typeof latest>['records']> {
      return (await caller.call({ method: 'GET', name: 'getActivityLog', fields: { limit }, shape: latest })).records;
    },
    close: () => dispatcher.destroy(),
  };
}

/** Undefined if the reply says, in words only, that the job is unknown; rethrows any other error. */
export function unlessUnknown(error: unknown): undefined {
  if (!(error instanceof BackendError)) throw error;
  const { refused, authentication, notTheApi, status } = error.fields;
  const said = refused === true || ((status === 400 || status === 404) && notTheApi !== true);
  if (!said || authentication === true || status === 401) throw error;
  return undefined;
}
