import { z } from 'zod';
import { toMilliseconds } from '../../shared/durations.js';
import { choice, duration, jsonObject, positive, text, uuid, wholeNumber } from '../parse-input.js';
import { fileOf } from '../data-reference.js';
import { folderFields, folderOf, namedTwice, oneFolder } from './folder-fields.js';
import { inputFaults } from './job-input.js';
import type { JobOrder } from './job-order.js';
import { limits } from '../limits.js';

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
  process: text.optional().describe('Name of the process (release), unique in its folder'),
  releaseKey: uuid.optional().describe('Key of the process (release), in place of its name'),
  processKey: text
    .optional()
    .describe(
      'Package id of the process, in place of its name; refused when several processes of the folder run the package',
    ),
  input: jsonObject
    .optional()
    .describe('Input arguments of the process, or {"$file": …}, the reference of a file in a destination'),
  strategy: choice(['ModernJobsCount', 'JobsCount', 'RobotCount', 'Specific', 'All']).optional().meta({
    description:
      'How Orchestrator chooses the robots; ModernJobsCount is the one for modern folders, to which All does not apply, as UiPath says',
    default: 'ModernJobsCount',
  }),
  count: wholeNumber(1, limits.jobsPerStart)
    .optional()
    .describe(
      'Number of jobs to start, with ModernJobsCount and JobsCount; number of robots, with RobotCount. The output is ' +
        'then a list, even with 1; without count, one job starts, and the output is its output',
    ),
  robotIds: z
    .array(positive, { error: 'must be a list of robot ids' })
    .min(1)
    .optional()
    .describe('Ids of the robots, with strategy Specific: one job for each'),
  runtimeType: text.optional().describe('Type of runtime (licence) that the job uses, such as Unattended'),
  priority: choice(['Low', 'Normal', 'High'])
    .optional()
    .describe('Priority of the job; without it, that of the process'),
  machineRobots: z
    .array(z.record(z.string(), z.unknown()), { error: 'must be a list of objects' })
    .optional()
    .describe("Pairs of machine and robot user that may run the job, in Orchestrator's spelling"),
  entryPoint: text.optional().describe('Path of the entry point within the package; without it, that of the process'),
  runAsMe: z
    .boolean({ error: 'must be true or false' })
    .optional()
    .describe('true: the job runs under the account that the connection signs in with'),
  safetyNet: z
    .strictObject({
      stopAfter: duration.describe('Running time after which Orchestrator sends a SoftStop'),
      killAfter: duration.optional().describe('Time from that SoftStop to a Kill; without it there is no Kill'),
    })
    .optional()
    .describe('A limit that Orchestrator enforces itself, even when no worker runs'),
  fields: z
    .record(z.string(), z.unknown(), { error: 'must be a JSON object' })
    .optional()
    .describe("Any other field of StartJobs, in Orchestrator's spelling"),
});

/** A job of Orchestrator: a folder, a process, and what StartJobs takes. */
export const orchestratorJob = job.superRefine((given, context) => {
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

export function orchestratorOrder(given: z.output<typeof orchestratorJob>): JobOrder {
  const strategy = given.strategy ?? 'ModernJobsCount';
  const count = strategy === 'All' ? undefined : (given.robotIds?.length ?? given.count ?? 1);
  const several = strategy === 'All' || given.robotIds !== undefined || given.count !== undefined;
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
    ...(several && { several }),
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
