import { defaultJobOrder } from './jobs/defaults.js';
import type { InputFault } from '../shared/input-fault.js';
import { z } from 'zod';
import { type DataReference, fileNameForm, isFileName } from './data-reference.js';
import { toMilliseconds } from '../shared/durations.js';
import { folderFields, folderOf, namedTwice, oneFolder } from './jobs/folder-fields.js';
import { type JobExpand, jobExpandSchema, type JobFilter, jobFilterSchema, jobOrderSchema } from './jobs/job-filter.js';
import { choice, duration, parseInput, text } from './parse-input.js';
import type { FolderReference } from './jobs/target.js';

/** Input of the workflow `exportJobs`. */
export const exportJobsSchema = z
  .strictObject({
    connection: text.optional().meta({ description: 'Name of a connection of the worker', default: 'default' }),
    ...folderFields,
    filter: jobFilterSchema.optional().describe('Which jobs to export; without it, all of the folder'),
    orderBy: jobOrderSchema
      .optional()
      .meta({ description: 'Field and direction of the order', default: defaultJobOrder }),
    expand: jobExpandSchema.optional().meta({ default: ['Robot', 'Machine', 'Release'] }),
    format: choice(['csv'])
      .optional()
      .meta({ description: 'Format of the file; Orchestrator makes only CSV', default: 'csv' }),
    destination: text.optional().meta({ description: 'Name of a destination of the worker', default: 'default' }),
    file: text
      .refine(isFileName, { error: `must be ${fileNameForm}` })
      .optional()
      .describe('Name of the file in the destination; without it, exports/ and the name that Orchestrator gives'),
    overQuota: choice(['fail', 'wait']).optional().meta({
      description: 'When the exports of the day are used up: fail at once, or wait until 00:00 UTC',
      default: 'fail',
    }),
    deadline: duration.optional().meta({
      description: 'Longest time for the export, not counting waits for the quota',
      default: '6h',
    }),
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
