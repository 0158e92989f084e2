import { z } from 'zod';
import { fileOf } from './data-reference.js';
import { toMilliseconds } from './durations.js';
import type { InputFault } from './failure-types.js';
import { folderFields, folderOf, namedTwice, oneFolder } from './folder-fields.js';
import type { FinishedJob } from './job.js';
import { infoLinkJob, infoLinkOrder } from './jobs/infolink-job.js';
import { formOf } from './jobs/job-form.js';
import { inputFaults } from './jobs/job-input.js';
import type { JobOrder } from './jobs/job-order.js';
import { otherJob, otherOrder } from './jobs/other-job.js';
import { choice, duration, parseInput, positive, text, uuid, wholeNumber } from './parse-input.js';

/** Orchestrator's limit on `InputArguments` (OpenAPI 20.0, maxLength), in characters of JSON text. */
export const maximumInputLength = 10_000;
/** Outputs above this go to a destination, unless the run says else. Unit: bytes. */
export const defaultMaximumOutputBytes = 256 * 1024;
/** What all outputs of a run together may add to its history, far below Temporal's 2 MB a payload. */
export const outputBudgetBytes = 1_000_000;
/** Jobs that one run may start, so that its history stays far below Temporal's limits. */
export const maximumCount = 100;

/** StartJobs fields that the run itself decides; `job.fields` may not hold them. */
const ownFields = [
  'ReleaseKey',
  'ReleaseName',
  'Strategy',
  'JobsCount',
  'NoOfRobots',
  'RobotIds',
  'InputArguments',
  'Reference',
  'BatchExecutionKey',
];

const job = z.strictObject({
  ...folderFields,
  process: text.optional().describe('Process by the name of its release'),
  releaseKey: uuid.optional().describe('Process by the key of its release'),
  processKey: text.optional().describe('Process by its package id'),
  input: z
    .record(z.string(), z.unknown(), { error: 'must be a JSON object' })
    .optional()
    .describe('Input arguments of the process, or {"$file": reference} for data that a destination keeps'),
  strategy: choice(['ModernJobsCount', 'JobsCount', 'RobotCount', 'Specific', 'All']).optional(),
  count: wholeNumber(1, maximumCount).optional(),
  robotIds: z.array(positive, { error: 'must be a list of robot ids' }).min(1).optional(),
  runtimeType: text.optional(),
  priority: choice(['Low', 'Normal', 'High']).optional(),
  machineRobots: z.array(z.record(z.string(), z.unknown()), { error: 'must be a list of objects' }).optional(),
  entryPoint: text.optional(),
  runAsMe: z.boolean({ error: 'must be true or false' }).optional(),
  safetyNet: z
    .strictObject({ stopAfter: duration, killAfter: duration.optional() })
    .optional()
    .describe("Orchestrator's own net: soft stop after this run time, kill this long after the soft stop"),
  fields: z
    .record(z.string(), z.unknown(), { error: 'must be a JSON object' })
    .optional()
    .describe("Any further StartJobs field in Orchestrator's spelling"),
});

const orchestratorJob = job.superRefine((given, context) => {
  const fault = (path: string[], message: string): void => {
    context.addIssue({ code: 'custom', path, message });
  };
  if (namedTwice(given)) fault(['folder'], oneFolder);
  const processes = (['process', 'releaseKey', 'processKey'] as const).filter((name) => given[name] !== undefined);
  if (processes.length !== 1)
    fault(
      ['process'],
      `${processes.length === 0 ? 'is missing: give' : 'give only'} one of process (release name), releaseKey, processKey (package)`,
    );
  if (given.strategy === 'Specific' && !given.robotIds) fault(['robotIds'], 'is needed by strategy Specific');
  if (given.robotIds && given.strategy !== 'Specific') fault(['robotIds'], 'goes with strategy Specific only');
  if (given.count !== undefined && (given.strategy === 'Specific' || given.strategy === 'All'))
    fault(['count'], `does not go with strategy ${given.strategy}`);
  for (const { path, message } of inputFaults(given.input ?? {})) fault(['input', ...path], message);
  for (const name of Object.keys(given.fields ?? {}))
    if (ownFields.some((own) => own.toLowerCase() === name.toLowerCase()))
      fault(['fields', name], 'is set by the run itself; use the named fields of job');
});

/** Input of the workflow `runJob`. */
export const runJobSchema = z.strictObject({
  connection: text.optional().describe('A connection of the worker; default: default'),
  job: z.union([orchestratorJob, infoLinkJob, otherJob]),
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
  const form = formOf((input as { job?: unknown } | undefined)?.job, forms);
  const parsed = parseInput(runJobSchema.extend({ job: form }) as typeof runJobSchema, input, examples);
  return 'faults' in parsed ? parsed : { spec: toSpec(parsed.value) };
}

const forms = { orchestrator: orchestratorJob, infolink: infoLinkJob, other: otherJob };

const examples: Readonly<Record<string, string>> = {
  '': ' such as {"job": {"folder": "Shared", "process": "Echo"}}',
  job: ' such as {"folder": "Shared", "process": "Echo"}',
};

function toSpec(input: z.output<typeof runJobSchema>): RunJobSpec {
  const { job: given, deadlines = {}, stop = {}, rerun, output } = input;
  const duration = (value: string | undefined, fallback: string) => toMilliseconds(value ?? fallback);
  const order = 'appId' in given ? infoLinkOrder(given) : 'backend' in given ? otherOrder(given) : orderOf(given);
  return {
    connection: input.connection ?? 'default',
    ...order,
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

function orderOf(given: z.output<typeof job>): JobOrder {
  const strategy = given.strategy ?? 'ModernJobsCount';
  const count = strategy === 'All' ? undefined : (given.robotIds?.length ?? given.count ?? 1);
  const folder = folderOf(given);
  const inputFile = fileOf(given.input);
  return {
    backend: 'orchestrator',
    ...(folder && { folder }),
    release: given.process
      ? { name: given.process }
      : given.releaseKey
        ? { key: given.releaseKey }
        : { processKey: given.processKey ?? '' },
    fields: { ...startFields(given), ...strategyFields(strategy, given.robotIds, count) },
    ...(inputFile && { inputFile }),
    ...(count !== undefined && { count }),
  };
}

function strategyFields(strategy: string, robotIds: number[] | undefined, count?: number): Record<string, unknown> {
  if (strategy === 'All') return { Strategy: 'All' };
  if (strategy === 'Specific') return { Strategy: 'Specific', RobotIds: robotIds };
  // RobotCount is deprecated and the only strategy that reads NoOfRobots (OpenAPI 20.0).
  if (strategy === 'RobotCount') return { Strategy: 'RobotCount', NoOfRobots: count };
  return { Strategy: strategy, JobsCount: count };
}

function startFields(given: z.output<typeof job>): Record<string, unknown> {
  const seconds = (value: string) => String(Math.ceil(toMilliseconds(value) / 1000));
  return {
    ...(given.input && !fileOf(given.input) && { InputArguments: JSON.stringify(given.input) }),
    ...(given.runtimeType !== undefined && { RuntimeType: given.runtimeType }),
    ...(given.priority !== undefined && { JobPriority: given.priority }),
    ...(given.machineRobots && { MachineRobots: given.machineRobots }),
    ...(given.entryPoint !== undefined && { EntryPointPath: given.entryPoint }),
    ...(given.runAsMe !== undefined && { RunAsMe: given.runAsMe }),
    ...(given.safetyNet && {
      StopStrategy: 'SoftStop',
      StopProcessExpression: seconds(given.safetyNet.stopAfter),
      ...(given.safetyNet.killAfter !== undefined && { KillProcessExpression: seconds(given.safetyNet.killAfter) }),
    }),
    ...given.fields,
  };
}
