import { z } from 'zod';
import { FailureType } from '../../contract/failure-types.js';
import type { Folder } from '../../contract/target.js';
import { TargetError } from '../target-error.js';
import type { ApiCaller } from './api-caller.js';
import { firstVersion } from './api-version.js';
import { fileLink, type FileLinks, throughBreaks } from './file-links.js';
import { bound } from './odata.js';

export interface ExportQuery {
  /** OData filter expression. */
  filter?: string;
  orderBy?: string;
  expand?: readonly string[];
}

export interface Export {
  id: number;
  /** Such as `jobs-0b7a6c3e-5d0e-4f2b-9d55-5a4be0c7f3a1`. */
  name: string;
  /** New, InProgress, Completed or Failed; other values are kept as they come. */
  status: string;
}

const exportRow = z
  .object({ Id: z.number(), Name: z.string().nullish(), Status: z.string() })
  .transform(({ Id, Name, Status }): Export => ({ id: Id, name: Name ?? `jobs-${Id}`, status: Status }));

/** The calls of an export: request, look, link and content. Every request counts against the tenant's day. */
export class Exports {
  constructor(
    private readonly caller: ApiCaller,
    private readonly links: FileLinks,
    private readonly version: () => Promise<number | undefined>,
  ) {}

  async check(): Promise<void> {
    const version = await this.version();
    if (version === undefined || version >= firstVersion.exports) return;
    throw new TargetError(
      FailureType.NotSupportedByServer,
      `The server speaks API version ${version}; exports need ${firstVersion.exports}. Update Orchestrator.`,
    );
  }

  request(folder: Folder | undefined, { filter, orderBy, expand }: ExportQuery, signal?: AbortSignal): Promise<Export> {
    const expanded = expand && expand.length > 0 ? expand.join(',') : undefined;
    const query = { $filter: filter, $expand: expanded, $orderby: orderBy };
    const path = bound('/odata/Jobs', 'Export');
    return this.caller.read({ method: 'POST', path, query, signal, ...(folder && { folder }) }, exportRow);
  }

  get(id: number): Promise<Export> {
    return this.caller.read({ method: 'GET', path: `/odata/Exports(${id})` }, exportRow);
  }

  /** The file of a complete export. Its link lives for minutes, so each connection asks for one. */
  open(id: number, signal?: AbortSignal): AsyncGenerator<Uint8Array, void> {
    const path = bound(`/odata/Exports(${id})`, 'GetDownloadLink');
    return throughBreaks(async (from) =>
      this.links.fetch(await this.caller.read({ method: 'GET', path, signal }, fileLink), from, signal),
    );
  }
}
