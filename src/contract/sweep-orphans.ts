import type { InputFault } from '../shared/input-fault.js';
import { z } from 'zod';
import type { Job } from './jobs/job.js';
import { stopFields, stopTimesOf } from './jobs/stop-fields.js';
import { parseInput, text } from './parse-input.js';

/** Input of the workflow `sweepOrphans`. */
export const sweepOrphansSchema = z.strictObject({
  connection: text.optional().meta({ description: 'Name of a connection of the worker', default: 'default' }),
  folders: z
    .array(text, { error: 'must be a list of folder paths' })
    .min(1, { error: 'must name at least one folder' })
    .optional()
    .describe('Paths of the folders to sweep; without it, all that the connection may see'),
  stop: z
    .strictObject(stopFields)
    .optional()
    .describe('Stops the orphans: SoftStop, then Kill; without it, they are only reported'),
  deletedRuns: z.enum(['report', 'stop'], { error: 'must be one of report, stop' }).optional().meta({
    description: 'What to do with jobs whose run no longer exists in this namespace',
    default: 'report',
  }),
});

export type SweepOrphansInput = z.input<typeof sweepOrphansSchema>;

/** A validated input with its defaults. Durations in milliseconds. */
export interface SweepOrphansSpec {
  connection: string;
  folders?: string[];
  stop?: { grace: number; confirm: number };
  deletedRuns: 'report' | 'stop';
}

/** A job that no run follows any more. */
export interface Orphan {
  folder: string;
  job: Job;
  /** First run id of the run that started it. */
  runId: string;
  /** Absent if the namespace no longer knows the run. */
  workflowId?: string;
  /** How that run ended: Temporal's status, or `Deleted`. */
  run: string;
  /** The job was created after its run closed, so a person restarted it. It is never stopped. */
  restarted?: boolean;
  /** Whether the sweep confirmed the job's end; absent if it did not stop the job. */
  stopped?: boolean;
}

export interface SweepOrphansResult {
  /** Unfinished jobs that were started from this namespace, orphans or not. */
  looked: number;
  orphans: Orphan[];
  /** True when there were more orphans than one sweep carries; sweep again. */
  more: boolean;
}

/** Checks an input; gives either the complete specification or every fault that it has. */
export function parseSweepOrphansInput(input: unknown): { spec: SweepOrphansSpec } | { faults: InputFault[] } {
  const parsed = parseInput(sweepOrphansSchema, input ?? {}, { '': ' such as {"stop": {}}' });
  if ('faults' in parsed) return parsed;
  const { connection = 'default', folders, stop, deletedRuns = 'report' } = parsed.value;
  const within = stop && stopTimesOf(stop);
  return { spec: { connection, deletedRuns, ...(folders && { folders }), ...(within && { stop: within }) } };
}
