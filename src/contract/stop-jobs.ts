import type { InputFault } from '../shared/input-fault.js';
import { z } from 'zod';
import { folderFields, folderOf, namedTwice, oneFolder } from './jobs/folder-fields.js';
import type { JobId } from './jobs/job.js';
import { type JobFilter, jobFilterSchema } from './jobs/job-filter.js';
import { stopFields, stopTimesOf } from './jobs/stop-fields.js';
import { parseInput, positive, text, uuid, wholeNumber } from './parse-input.js';
import type { FolderReference } from './jobs/target.js';
import { limits } from './limits.js';

const several = <S extends z.ZodType>(one: S, what: string) => {
  const error = `must be a list of 1 to ${limits.stoppedJobs} ${what}`;
  return z.array(one, { error }).min(1, { error }).max(limits.stoppedJobs, { error }).optional();
};

/** Input of the workflow `stopJobs`. */
export const stopJobsSchema = z
  .strictObject({
    connection: text.optional().meta({ description: 'Name of a connection of the worker', default: 'default' }),
    keys: several(uuid, 'job keys').describe('Keys of the jobs to stop'),
    ids: several(positive, 'job ids').describe('Ids of the jobs to stop'),
    filter: jobFilterSchema.optional().describe('Which jobs to stop; those that have ended are left out'),
    ...folderFields,
    dryRun: z
      .boolean({ error: 'must be true or false' })
      .optional()
      .meta({ description: 'true: only report what would be stopped', default: false }),
    stop: z.strictObject(stopFields).optional().describe('How the jobs are stopped'),
    limit: wholeNumber(1, limits.stoppedJobs)
      .optional()
      .meta({ description: 'Most jobs to stop, the newest first', default: limits.stoppedJobs }),
  })
  .superRefine((input, context) => {
    const fault = (field: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [field], message });
    const { keys, ids, filter } = input;
    const ways = Object.entries({ keys, ids, filter }).filter(([, value]) => value !== undefined);
    const [first] = ways;
    if (!first) fault('filter', 'is missing: give one of keys, ids, filter');
    else if (ways.length > 1)
      fault(
        first[0],
        `does not go with ${ways
          .slice(1)
          .map(([name]) => name)
          .join(', ')}: give one`,
      );
    if (filter && Object.values(filter).every((value) => value === undefined))
      fault('filter', 'is empty and would stop every job: give at least one condition, such as a folder');
    const folder = folderOf(input);
    if (folder && filter) fault('folder', 'stands in the filter: filter.folder');
    if (namedTwice(input)) fault('folder', oneFolder);
  });

export type StopJobsRequest = z.input<typeof stopJobsSchema>;

/** Which jobs; one of keys, ids and filter. */
export interface JobsWanted {
  keys?: string[];
  ids?: number[];
  filter?: JobFilter;
  /** With a filter, default: the folder of the connection. Without one: all folders that it may see. */
  folder?: FolderReference;
  limit: number;
}

/** A validated input with its defaults. Durations in milliseconds. */
export interface StopJobsSpec {
  connection: string;
  wanted: JobsWanted;
  dryRun: boolean;
  stop: { grace: number; confirm: number };
}

/** The outcome for a job. */
export const StopOutcome = {
  /** Its end was confirmed after a stop was sent: see `by` and `state`. */
  ended: 'ended',
  /** It had ended before and was left alone. */
  alreadyEnded: 'alreadyEnded',
  /** Its end was not confirmed within `stop.confirm`: see `reason`. It may still run. */
  notConfirmed: 'notConfirmed',
  /** No job with that key or id, or no access to its folder. */
  notFound: 'notFound',
  /** Dry run: it has not ended and would be stopped. */
  wouldStop: 'wouldStop',
} as const;
export type StopOutcome = (typeof StopOutcome)[keyof typeof StopOutcome];

export interface StoppedJob {
  outcome: StopOutcome;
  /** The last stop that was sent before its end was confirmed. */
  by?: 'SoftStop' | 'Kill';
  id?: JobId;
  key?: string;
  /** Last state seen. */
  state?: string;
  process?: string;
  /** Path of its folder. */
  folder?: string;
  link?: string;
  /** Why the end could not be confirmed. */
  reason?: string;
}

export interface StopJobsReport {
  jobs: StoppedJob[];
  /** How many of each outcome. */
  counts: Record<StopOutcome, number>;
  /** True when more jobs match than `limit`: stop again for the rest. */
  more: boolean;
}

/** Checks an input; gives either the complete specification or every fault that it has. */
export function parseStopJobsInput(input: unknown): { spec: StopJobsSpec } | { faults: InputFault[] } {
  const parsed = parseInput(stopJobsSchema, input, {
    '': ' such as {"filter": {"folder": "Shared", "state": "Running"}}',
  });
  if ('faults' in parsed) return parsed;
  const {
    connection = 'default',
    keys,
    ids,
    filter,
    dryRun = false,
    stop = {},
    limit = limits.stoppedJobs,
  } = parsed.value;
  const folder = folderOf(filter ?? parsed.value);
  return {
    spec: {
      connection,
      wanted: {
        ...(keys && { keys }),
        ...(ids && { ids }),
        ...(filter && { filter }),
        ...(folder && { folder }),
        limit,
      },
      dryRun,
      stop: stopTimesOf(stop),
    },
  };
}
