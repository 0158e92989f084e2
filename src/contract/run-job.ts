import { z } from 'zod';
import { toMilliseconds } from '../shared/durations.js';
import type { InputFault } from '../shared/input-fault.js';
import { choice, duration, parseInput, text, wholeNumber } from '../shared/parse-input.js';
import type { FinishedJob } from './jobs/job.js';
import { formOf, jobSchema, orderOf } from './jobs/job-form.js';
import type { JobOrder } from './jobs/job-order.js';

/** Outputs above this go to a destination, unless the run says else. Unit: bytes. */
export const defaultMaximumOutputBytes = 256 * 1024;
/** What all outputs of a run together may add to its history, far below Temporal's 2 MB a payload. */
export const outputBudgetBytes = 1_000_000;

/** Input of the workflow `runJob`. */
export const runJobSchema = z.strictObject({
  connection: text.optional().describe('A connection of the worker; default: default'),
  job: jobSchema,
  deadlines: z
    .strictObject({
      start: duration.optional(),
      pending: duration.optional(),
      run: duration.optional(),
      suspended: duration.optional(),
    })
    .optional(),
  stop: z.strictObject({ grace: duration.optional(), confirm: duration.optional() }).optional(),
  rerun: z
    .strictObject({
      maximumAttempts: wholeNumber(1, 100),
      on: z
        .array(choice(['User', 'Deployment', 'System', 'Unclassified']), {
          error: 'must be a list of User, Deployment, System, Unclassified',
        })
        .min(1, { error: 'must name at least one of User, Deployment, System, Unclassified' }),
      delay: duration.optional(),
    })
    .optional(),
  output: z
    .strictObject({
      maximumBytes: wholeNumber(0, outputBudgetBytes)
        .optional()
        .describe('An output whose JSON is longer is kept in the destination; default: 262144'),
      destination: text.optional().describe('A destination of the worker; default: default'),
    })
    .optional()
    .describe('What becomes of a large output'),
  onJobFailure: choice(['stop', 'wait']).optional().describe('What the other jobs of a start do when one fails'),
});

/** What a caller sends; only `job` is required. */
export type RunJobInput = z.input<typeof runJobSchema>;

export type FaultClass = 'User' | 'Deployment' | 'System' | 'Unclassified';

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
   * Output of the job; of several jobs, the list of their outputs. Null when there is none, `{"$file": …}` when it is
   * large.
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
      start: duration(deadlines.start, '10m'),
      pending: duration(deadlines.pending, '1h'),
      run: duration(deadlines.run, '24h'),
      suspended: duration(deadlines.suspended, '30d'),
    },
    stop: { grace: duration(stop.grace, '2m'), confirm: duration(stop.confirm, '10m') },
    rerun: {
      maximumAttempts: rerun?.maximumAttempts ?? 1,
      on: rerun?.on ?? [],
      delay: duration(rerun?.delay, '1m'),
    },
    output: {
      maximumBytes: output?.maximumBytes ?? defaultMaximumOutputBytes,
      ...(output?.destination !== undefined && { destination: output.destination }),
    },
    onJobFailure: input.onJobFailure ?? 'stop',
  };
}
