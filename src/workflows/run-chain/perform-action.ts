import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow';
import { type ActionDefinition, type ActionKind, actionKindOf, jobKeys } from '../../contract/chain/definition.js';
import { toMilliseconds } from '../../shared/durations.js';
import { pick } from '../../shared/pick.js';
import type { OutputOmitted } from '../../contract/jobs/job.js';
import type { RunChainInput, RunChainResult } from '../../contract/run-chain.js';
import type { RunJobInput } from '../../contract/run-job.js';
import { startJob } from '../steps/execute-job.js';
import { startOwnChild } from '../steps/start-child.js';
import { evaluate } from './evaluate.js';
import type { Performed, Place, Scope } from './place.js';

type Performer = (given: ActionDefinition, scope: Scope, place: Place) => Promise<Performed>;

/** The performer of each kind of action. A kind without a performer does not compile. */
export const actionPerformers: Readonly<Record<ActionKind, Performer>> = {
  job: performJob,
  activity: performActivity,
  workflow: performWorkflow,
  chain: performChain,
};

/** Performs the action of a step or a compensation (a job, an activity, a workflow or a chain) to its end. */
export async function performAction(given: ActionDefinition, scope: Scope, place: Place): Promise<Performed> {
  return actionPerformers[actionKindOf(given)](given, scope, place);
}

interface Child {
  type: string;
  taskQueue?: string;
  input?: unknown;
}

/** The arguments of an activity or workflow; a repair may replace the input. */
async function valuesOf(given: object | undefined, scope: Scope, { override }: Place): Promise<unknown> {
  const wanted = override ? { ...given, input: undefined } : given;
  return { ...((await evaluate(wanted, scope)) as object), ...override };
}

async function performJob(
  given: ActionDefinition,
  scope: Scope,
  { workflowId, summary, connection, override }: Place,
): Promise<Performed> {
  const wanted = pick(given, jobKeys);
  const values = (await evaluate(
    override ? { ...wanted, job: { ...wanted.job, input: undefined } } : wanted,
    scope,
  )) as RunJobInput;
  const { job, ...options } = values;
  const started = await startJob(override ? { ...job, input: override.input as Record<string, unknown> } : job, {
    ...(connection !== undefined && { connection }),
    ...options,
    workflowId,
    summary,
  });
  const { output, jobs } = await started.result();
  const omitted = jobs.find(({ outputOmitted }) => outputOmitted)?.outputOmitted;
  return {
    output,
    jobs: jobs.map(({ id, key, state, link }) => ({ id, key, state, ...(link !== undefined && { link }) })),
    ...(omitted && { omitted: whyOmitted(omitted) }),
  };
}

function whyOmitted({ reason, bytes = 0, message }: OutputOmitted): string {
  const why = {
    inFile: 'it is in a file',
    tooLarge: `it has ${bytes} bytes`,
    lost: 'the back end has lost it',
  }[reason];
  return message === undefined ? why : `${why}: ${message.replace(/\.$/, '')}`;
}

async function performActivity({ activity }: ActionDefinition, scope: Scope, place: Place): Promise<Performed> {
  const { type, taskQueue, input, timeout, maximumAttempts } = (await valuesOf(activity, scope, place)) as Child & {
    timeout?: string;
    maximumAttempts?: number;
  };
  const proxy = proxyActivities<Record<string, (...args: unknown[]) => Promise<unknown>>>({
    startToCloseTimeout: toMilliseconds(timeout ?? '10m'),
    ...(taskQueue !== undefined && { taskQueue }),
    ...(maximumAttempts !== undefined && { retry: { maximumAttempts } }),
    // What it did before the cancel reached it decides whether it is undone.
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
    summary: place.summary,
  });
  return { output: await proxy[type]?.(...(input === undefined ? [] : [input])) };
}

async function performWorkflow({ workflow }: ActionDefinition, scope: Scope, place: Place): Promise<Performed> {
  const { type, taskQueue, input } = (await valuesOf(workflow, scope, place)) as Child;
  const handle = await startOwnChild<unknown>(type, input === undefined ? [] : [input], { ...place, taskQueue });
  return { output: await handle.result() };
}

async function performChain({ chain = {} }: ActionDefinition, scope: Scope, place: Place): Promise<Performed> {
  const { name, definition, input: given = {} } = chain;
  const input = place.override ? place.override.input : await evaluate(given, scope);
  const args: [RunChainInput] = [{ chain: name ?? definition ?? '', input }];
  const handle = await startOwnChild<RunChainResult>('runChain', args, place);
  return { output: (await handle.result()).output };
}
