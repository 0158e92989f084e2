import type { InputFault } from '../shared/input-fault.js';
import { z } from 'zod';
import { type DataReference, fileNameForm, isFileName } from './data-reference.js';
import { toMilliseconds } from '../shared/durations.js';
import { folderFields, folderOf, namedTwice, oneFolder } from './jobs/folder-fields.js';
import {
  defaultJobOrder,
  type JobExpand,
  jobExpandSchema,
  type JobFilter,
  jobFilterSchema,
  jobOrderSchema,
} from './jobs/job-filter.js';
import { choice, duration, parseInput, text } from '../shared/parse-input.js';
import type { FolderReference } from './jobs/target.js';

/** Exports of jobs that Orchestrator allows a tenant in a day of UTC. */
export const defaultExportsPerDay = 100;

/** Input of the workflow `exportJobs`. */
export const exportJobsSchema = z
  .strictObject({
    connection: text.optional().describe('A connection of the worker; default: default'),
    ...folderFields,
    filter: jobFilterSchema.optional().describe('Which jobs; default: all of the folder'),
    orderBy: jobOrderSchema.optional().describe('Field and direction; default: Id desc, the newest first'),
    expand: jobExpandSchema.optional(),
    format: choice(['csv']).optional().describe('Form of the file; Orchestrator makes CSV only'),
    destination: text.optional().describe('A destination of the worker; default: default'),
    file: text
      .refine(isFileName, { error: `must be ${fileNameForm}` })
      .optional()
      .describe('Name of the file in the destination; default: exports/ and the name that Orchestrator gives'),
    overQuota: choice(['fail', 'wait'])
      .optional()
      .describe('When the exports of the day are used up: fail at once (default), or wait until 00:00 UTC'),
    deadline: duration.optional().describe('Within which the export must be there, waits for the quota apart'),
  })
  .superRefine(({ folder, folderKey, folderId, filter = {} }, context) => {
    const own = { folder, folderKey, folderId };
    if (namedTwice(own) || (folderOf(own) && folderOf(filter)))
      context.addIssue({ code: 'custom', path: ['folder'], message: oneFolder });
  });

export type ExportJobsInput = z.input<typeof exportJobsSchema>;

/** What an export holds. */
export interface ExportQuery {
  /** Default: the folder configured for the connection; without that, all folders that it may see. */
  folder?: FolderReference;
  filter: JobFilter;
  orderBy: string;
  expand: JobExpand[];
}

/** A validated input with its defaults. Durations in milliseconds. */
export interface ExportJobsSpec {
  connection: string;
  query: ExportQuery;
  destination?: string;
  file?: string;
  overQuota: 'fail' | 'wait';
  deadline: number;
}

export interface ExportJobsResult {
  outcome: 'Exported';
  /** Where the file is, with its size and hash. */
  file: DataReference;
  /** Jobs in the file; its first line, with the names of the columns, is not counted. */
  rows: number;
  /** Id of the export in Orchestrator. */
  exportId: number;
  /** True when another run made the same export at that time, and this is its file. */
  shared: boolean;
}

/** Checks an input; gives either the complete specification or every fault that it has. */
export function parseExportJobsInput(input: unknown): { spec: ExportJobsSpec } | { faults: InputFault[] } {
  const parsed = parseInput(exportJobsSchema, input ?? {}, { '': ' such as {"filter": {"state": "Faulted"}}' });
  if ('faults' in parsed) return parsed;
  const { connection, filter = {}, orderBy, expand, destination, file, overQuota, deadline, ...given } = parsed.value;
  const folder = folderOf(given) ?? folderOf(filter);
  return {
    spec: {
      connection: connection ?? 'default',
      query: {
        ...(folder && { folder }),
        filter,
        orderBy: orderBy ?? defaultJobOrder,
        expand: expand ?? ['Robot', 'Machine', 'Release'],
      },
      ...(destination !== undefined && { destination }),
      ...(file !== undefined && { file }),
      overQuota: overQuota ?? 'fail',
      deadline: toMilliseconds(deadline ?? '6h'),
    },
  };
}
