import { z } from 'zod';
import type { FinishedJob, Job } from '../../contract/jobs/job.js';
import { limits } from '../../contract/limits.js';
import { secretsIn } from '../../shared/settings/secrets.js';
import { isForbidden } from '../backend-error.js';
import { Redactor } from '../redactor.js';
import { addressesOf } from './addresses.js';
import { ApiCaller } from './api-caller.js';
import { fieldsFor, firstVersion, isMissingCall } from './api-version.js';
import { openAttachment, uploadAttachment } from './attachments.js';
import { tokenRequest } from './request-token.js';
import { fixedToken, RenewedToken, type TokenSource } from '../auth/token-source.js';
import { declaresOutput } from './declared-output.js';
import { ApiExports } from './exports.js';
import { FileLinks } from './file-links.js';
import { allFolders, findFolder, oldestFolders } from './find-folder.js';
import { findRelease } from './find-release.js';
import { CallGate } from './call-gate.js';
import { createDispatcher, timeoutsOf } from '../http/dispatcher.js';
import { HttpSender } from '../http/http-sender.js';
import { listedRow } from './jobs/listed-job.js';
import { aboutStrategyAll, RefusedFields } from './starts/refused-fields.js';
import { JobPages } from './jobs/list-page.js';
import { bound, collection } from './odata.js';
import { finishedJobOf, jobOf, jobRow } from './parse-job.js';
import { type OrchestratorSettings, orchestratorSettings } from './settings.js';
import { signInWords } from './sign-in-words.js';
import type { OrchestratorClient, Validation } from './types.js';

const jobRows = collection(jobRow);
const listedRows = collection(listedRow);
const validation = z
  .object({ IsValid: z.boolean(), Errors: z.array(z.string()).nullish(), ErrorCodes: z.array(z.string()).nullish() })
  .transform(({ IsValid, Errors, ErrorCodes }): Validation => ({
    isValid: IsValid,
    errors: Errors ?? [],
    errorCodes: ErrorCodes ?? [],
  }));

/** A client for one Orchestrator connection, with its own connection pool; close it when done. */
export function createOrchestratorClient(settings: OrchestratorSettings): OrchestratorClient {
  const { auth, tenantName } = settings;
  const redactor = new Redactor(secretsIn(orchestratorSettings, settings));
  const dispatcher = createDispatcher(settings);
  const sender = new HttpSender(dispatcher, timeoutsOf(settings), redactor);
  const { base } = addressesOf(settings.url);
  const words = signInWords(settings);
  const tokens: TokenSource =
    auth.kind === 'accessToken'
      ? fixedToken(auth.accessToken, settings.report)
      : new RenewedToken(tokenRequest(auth, settings, sender, words), redactor, settings.report);
  const caller = new ApiCaller(sender, tokens, base, words, tenantName);
  const links = new FileLinks(sender, tokens, base);
  const refusedFields = new RefusedFields();
  const lists = new CallGate(settings.listsPerMinute ?? limits.defaultListsPerMinute);
  const pages = new JobPages(async (folder, query) => {
    const call = { method: 'GET', path: '/odata/Jobs', query, ...(folder && { folder }) } as const;
    const { value: rows, '@odata.count': count } = await lists.inTurn(() => caller.read(call, listedRows));
    return { rows, count };
  }, base);

  const authenticate = async (): Promise<{ apiVersion: number | null }> => {
    try {
      const query = { $top: 1, $select: 'Id' };
      await caller.read({ method: 'GET', path: '/odata/Folders', query }, collection(z.object({ Id: z.number() })));
    } catch (error) {
      // An account that may not list folders has still authenticated.
      if (!isForbidden(error)) throw error;
    }
    return { apiVersion: caller.apiVersion ?? null };
  };
  /** A new worker may receive a start before it knows the server's version. */
  const version = async (): Promise<number | undefined> => {
    if (!caller.heard) await authenticate();
    return caller.apiVersion;
  };

  return {
    settings,
    authenticate,
    apiVersion: version,
    findFolder: async (reference) => (await version(), findFolder(caller, reference)),
    oldestFolders: () => oldestFolders(caller),
    listFolders: () => allFolders(caller),
    findRelease: (folder, reference) => findRelease(caller, folder, reference),
    async startJobs(folder, startInfo, guard): Promise<Job[]> {
      const sent = refusedFields.without(fieldsFor(await version(), startInfo));
      const call = { method: 'POST', path: bound('/odata/Jobs', 'StartJobs'), folder, ...guard, once: true } as const;
      const { value } = await caller.read({ ...call, body: { startInfo: sent } }, jobRows).catch((error: unknown) => {
        throw aboutStrategyAll(refusedFields.learn(error, sent), sent);
      });
      return value.map((row) => jobOf(row, base, folder));
    },
    async getJob(folder, id): Promise<FinishedJob> {
      const query = { $expand: 'Robot' };
      const row = await caller.read({ method: 'GET', path: `/odata/Jobs(${id})`, folder, query }, jobRow);
      return finishedJobOf(row, base, folder);
    },
    listJobPage: (folder, query) => pages.page(folder, query),
    stopJobs: (folder, jobIds, strategy) =>
      caller.command({ method: 'POST', path: bound('/odata/Jobs', 'StopJobs'), folder, body: { jobIds, strategy } }),
    resumeJob: (folder, jobKey) =>
      caller.command({ method: 'POST', path: bound('/odata/Jobs', 'ResumeJob'), folder, body: { jobKey } }),
    async validateExistingJob(folder, id): Promise<Validation | undefined> {
      if (((await version()) ?? firstVersion.validate) < firstVersion.validate) return undefined;
      const path = bound(`/odata/Jobs(${id})`, 'ValidateExistingJob');
      return caller.read({ method: 'POST', path, folder }, validation).catch((error: unknown) => {
        if (isMissingCall(error)) return undefined;
        throw error;
      });
    },
    declaresOutput: (folder, releaseId) => declaresOutput(caller, folder, releaseId),
    uploadFile: (folder, file, signal) => uploadAttachment(caller, links, folder, file, signal),
    openFile: (folder, id, signal) => openAttachment(caller, links, folder, id, signal),
    exports: new ApiExports(caller, links, version),
    close: () => dispatcher.destroy(),
  };
}
