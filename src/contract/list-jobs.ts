import { defaultJobOrder } from './jobs/defaults.js';
import type { InputFault } from '../shared/input-fault.js';
import { z } from 'zod';
import { folderOf } from './jobs/folder-fields.js';
import type { Job } from './jobs/job.js';
import { readCursor } from './jobs/job-cursor.js';
import { type JobExpand, jobExpandSchema, type JobFilter, jobFilterSchema, jobOrderSchema } from './jobs/job-filter.js';
import { parseInput, text, wholeNumber } from './parse-input.js';
import type { FolderReference } from './jobs/target.js';
import { limits } from './limits.js';

/** Input of the workflow `listJobs`. */
export const listJobsSchema = z
  .strictObject({
    connection: text.optional().meta({ description: 'Name of a connection of the worker', default: 'default' }),
    filter: jobFilterSchema.optional().describe('Which jobs to list; without it, all of the folder'),
    orderBy: jobOrderSchema
      .optional()
      .meta({ description: 'Field and direction of the order', default: defaultJobOrder }),
    expand: jobExpandSchema.optional(),
    limit: wholeNumber(1, limits.listedJobs)
      .optional()
      .meta({ description: 'Most jobs in the answer', default: limits.listedJobs }),
    after: text
      .optional()
      .describe('The `next` of an earlier answer: continue after it, with the same filter and order'),
  })
  .superRefine(({ after, orderBy }, context) => {
    if (after === undefined || readCursor(after, orderBy ?? defaultJobOrder)) return;
    const message = `must be the 'next' of an answer in the same order (${orderBy ?? defaultJobOrder})`;
    context.addIssue({ code: 'custom', path: ['after'], message });
  });

export type ListJobsInput = z.input<typeof listJobsSchema>;

/** A validated input with its defaults. */
export interface ListJobsSpec {
  connection: string;
  /** Default: the folder configured for the connection; without that, all folders that it may see. */
  folder?: FolderReference;
  filter: JobFilter;
  orderBy: string;
  expand: JobExpand[];
  limit: number;
  after?: string;
}

/** A job as lists show it: without its output. */
export interface ListedJob extends Job {
  /** Path of its folder. */
  folder?: string;
  folderId?: number;
  /** What started it, such as `Manual` or `Schedule`; unknown values are kept as they come. */
  source?: string;
  priority?: string;
  /** What `expand` asked for, as far as the job has it. */
  expanded?: {
    robot?: { id: number; name?: string; user?: string; type?: string };
    release?: { id: number; key?: string; name?: string; processKey?: string; processVersion?: string } & {
      environmentId?: number;
      environment?: string;
    };
    machine?: { id: number; name?: string; type?: string };
  };
}

export interface ListJobsResult {
  jobs: ListedJob[];
  /** True when there are, or may be, jobs behind these: give `next` as `after`. */
  more: boolean;
  next?: string;
}

/** Checks an input; gives either the complete specification or every fault that it has. */
export function parseListJobsInput(input: unknown): { spec: ListJobsSpec } | { faults: InputFault[] } {
  const parsed = parseInput(listJobsSchema, input ?? {}, { '': ' such as {"filter": {"state": "Running"}}' });
  if ('faults' in parsed) return parsed;
  const { connection = 'default', filter = {}, orderBy, expand = [], limit = limits.listedJobs, after } = parsed.value;
  const folder = folderOf(filter);
  return {
    spec: {
      connection,
      ...(folder && { folder }),
      filter,
      orderBy: orderBy ?? defaultJobOrder,
      expand,
      limit,
      ...(after !== undefined && { after }),
    },
  };
}
