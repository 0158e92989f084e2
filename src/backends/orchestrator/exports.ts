import { z } from 'zod';
import { FailureType } from '../../contract/failure-types.js';
import type { Folder } from '../../contract/jobs/target.js';
import { TargetError } from '../target-error.js';
import type { ApiCaller } from './api-caller.js';
import { firstVersion, isMissingCall } from './api-version.js';
import { fileLink, type FileLinks, throughBreaks } from './file-links.js';
import { bound } from './odata.js';
import type { JobExport } from '../job-exports.js';
import type { ExportQuery, Exports } from './types.js';

const exportRow = z
  .object({ Id: z.number(), Name: z.string().nullish(), Status: z.string() })
  .transform(({ Id, Name, Status }): JobExport => ({ id: Id, name: Name ?? `jobs-${Id}`, status: Status }));

function tooOld(why: string): TargetError {
  const message = `The server ${why}; exports need API version ${firstVersion.exports}. Update Orchestrator.`;
  return new TargetError(FailureType.NotSupportedByServer, message);
}

function asTooOld(error: unknown): never {
  throw isMissingCall(error) ? tooOld('does not have the calls of exports') : error;
}

/** Exports over the API. */
export class ApiExports implements Exports {
  constructor(
    private readonly caller: ApiCaller,
    private readonly links: FileLinks,
    private readonly version: () => Promise<number | undefined>,
  ) {}

  async check(): Promise<void> {
    const version = await this.version();
    if (version === undefined || version >= firstVersion.exports) return;
    throw tooOld(`speaks API version ${version}`);
  }

  request(
    folder: Folder | undefined,
    { filter, orderBy, expand }: ExportQuery,
    signal?: AbortSignal,
  ): Promise<JobExport> {
    const expanded = expand && expand.length > 0 ? expand.join(',') : undefined;
    const query = { $filter: filter, $expand: expanded, $orderby: orderBy };
    const path = bound('/odata/Jobs', 'Export');
    const call = { method: 'POST', path, query, signal, ...(folder && { folder }) } as const;
    return this.caller.read(call, exportRow).catch(asTooOld);
  }

  get(id: number): Promise<JobExport> {
    return this.caller.read({ method: 'GET', path: `/odata/Exports(${id})` }, exportRow).catch(asTooOld);
  }

  open(id: number, signal?: AbortSignal): AsyncGenerator<Uint8Array, void> {
    const path = bound(`/odata/Exports(${id})`, 'GetDownloadLink');
    return throughBreaks(async (from) =>
      this.links.fetch(await this.caller.read({ method: 'GET', path, signal }, fileLink), from, signal),
    );
  }
}
