import { z } from 'zod';
import { toMilliseconds } from '../shared/durations.js';
import type { InputFault } from '../shared/input-fault.js';
import { choice, duration, parseInput, text, wholeNumber } from './parse-input.js';
import { FaultClass } from './jobs/fault.js';
import type { FinishedJob } from './jobs/job.js';
import { formOf, jobSchema, orderOf } from './jobs/job-form.js';
import type { JobOrder } from './jobs/job-order.js';
import { stopFields, stopTimesOf } from './jobs/stop-fields.js';
import { limits } from './limits.js';

/** How long each phase of a job may take when the caller does not say. */
const defaults = { start: '10m', pending: '1h', run: '24h', suspended: '30d' };

const faultClasses = Object.values(FaultClass) as [FaultClass, ...FaultClass[]];

/** Input of the workflow `runJob`. */
export const runJobSchema = z.strictObject({
  connection: text.optional().meta({ description: 'Name of a connection of the worker', default: 'default' }),
  job: jobSchema.describe('What to run; its fields tell the back end'),
  deadlines: z
    .strictObject({
      start: duration.optional().meta({
        description: 'Longest time for signing in, for finding folder and process, and for the start itself, each',
        default: defaults.start,
      }),
      pending: duration.optional().meta({
        description: 'Longest time that a job may wait for a robot, counted anew after each suspension',
        default: defaults.pending,
      }),
      run: duration.optional().meta({
        description: 'Longest running time of a job, added up over its suspensions; a job that runs longer is stopped',
        default: defaults.run,
      }),
      suspended: duration.optional().meta({
        description: 'Longest time that a job may stay suspended, counted anew for each suspension',
        default: defaults.suspended,
      }),
    })
    .optional()
    .describe('How long each phase of a job may take; a job that exceeds one is stopped, and the run fails'),
  stop: z
    .strictObject(stopFields)
    .optional()
    .describe('How jobs are stopped when the run is cancelled or stopped, or a deadline passes'),
  rerun: z
    .strictObject({
      maximumAttempts: wholeNumber(1, 100).describe('Most attempts for each job, the first one included'),
      on: z
        .array(choice(faultClasses), {
          error: `must be a list of ${faultClasses.join(', ')}`,
        })
        .min(1, { error: `must name at least one of ${faultClasses.join(', ')}` })
        .describe('Classes of faults that allow another attempt; docs/failures.md explains how a fault gets its class'),
      delay: duration.optional().meta({ description: 'Time between a fault and the next attempt', default: '1m' }),
    })
    .optional()
    .describe('Runs a faulted job again, as a new job; without it every fault fails the run'),
  output: z
    .strictObject({
      maximumBytes: wholeNumber(0, limits.runOutputsBytes).optional().meta({
        description:
          'Largest output that the result carries, in bytes of JSON; a larger one is kept in the destination',
        default: limits.jobOutputBytes,
      }),
      destination: text.optional().meta({ description: 'Name of a destination of the worker', default: 'default' }),
    })
    .optional()
    .describe('Where a large output goes'),
  onJobFailure: choice(['stop', 'wait']).optional().meta({
    description: 'With several jobs, when one fails: stop the others, or wait for their ends; the run fails either way',
    default: 'stop',
  }),
});

/** What a caller sends; only `job` is required. */
export type RunJobInput = z.input<typeof runJobSchema>;

/** A validated input with its defaults. Durations in milliseconds. */
export interface RunJobSpec extends JobOrder {
  connection: string;
  deadlines: { start: number; pending: number; run: number; suspended: number };
  stop: { grace: number; confirm: number };
  rerun: { maximumAttempts: number; on: FaultClass[]; delay: number };
  output: { maximumBytes: number; destination?: string };
  onJobFailure: 'stop' | 'wait';
}

export interface RunJobResult {
  outcome: 'Successful';
  jobs: FinishedJob[];
  /**
   * Output of the job: null if there is none, `{"$file": …}` if it is large. If the input has `count` (even 1),
   * `robotIds` or strategy All, the list of the outputs of all jobs.
   */
  output: unknown;
}

/** Checks an input; gives either the complete specification or every fault that it has. */
export function parseRunJobInput(input: unknown): { spec: RunJobSpec } | { faults: InputFault[] } {
  // Of three forms at once a fault would say only that none of them fits.
  const form = formOf((input as { job?: unknown } | undefined)?.job);
  const parsed = parseInput(runJobSchema.extend({ job: form }) as typeof runJobSchema, input, examples);
  return 'faults' in parsed ? parsed : { spec: toSpec(parsed.value) };
}

const examples: Readonly<Record<string, string>> = {
  '': ' such as {"job": {"folder": "Shared", "process": "Echo"}}',
  job: ' such as {"folder": "Shared", "process": "Echo"}',
};

function toSpec(input: z.output<typeof runJobSchema>): RunJobSpec {
  const { job: given, deadlines = {}, stop = {}, rerun, output } = input;
  const duration = (value: string | undefined, fallback: string) => toMilliseconds(value ?? fallback);
  return {
    connection: input.connection ?? 'default',
    ...orderOf(given),
    deadlines: {
      start: duration(deadlines.start, defaults.start),
      pending: duration(deadlines.pending, defaults.pending),
      run: duration(deadlines.run, defaults.run),
      suspended: duration(deadlines.suspended, defaults.suspended),
    },
    stop: stopTimesOf(stop),
    rerun: {
      maximumAttempts: rerun?.maximumAttempts ?? 1,
      on: rerun?.on ?? [],
      delay: duration(rerun?.delay, '1m'),
    },
    output: {
      maximumBytes: output?.maximumBytes ?? limits.jobOutputBytes,
      ...(output?.destination !== undefined && { destination: output.destination }),
    },
    onJobFailure: input.onJobFailure ?? 'stop',
  };
}
