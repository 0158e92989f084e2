import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow';
import { type ActionDefinition, type ActionKind, actionKindOf, jobKeys } from '../../contract/chain/definition.js';
import { toMilliseconds } from '../../shared/durations.js';
import { pick } from '../../shared/pick.js';
import type { OutputOmitted } from '../../contract/jobs/job.js';
import type { RunChainInput, RunChainResult } from '../../contract/run-chain.js';
import type { RunJobInput } from '../../contract/run-job.js';
import { startJob } from '../steps/execute-job.js';
import { refuseLargePayload, refuseLongNames } from '../shared/refuse-payload.js';
import { summaryOf } from '../shared/show.js';
import { startOwnChild } from '../steps/start-child.js';
import type { Performed, Place } from './place.js';

type Performer = (values: ActionDefinition, place: Place) => Promise<Performed>;

/** The performer of each kind of action. A kind without a performer does not compile. */
export const actionPerformers: Readonly<Record<ActionKind, Performer>> = {
  job: performJob,
  activity: performActivity,
  workflow: performWorkflow,
  chain: performChain,
};

/**
 * Performs the action of a step or a compensation (a job, an activity, a workflow or a chain) to its end. Its
 * expressions have been evaluated.
 */
export async function performAction(values: ActionDefinition, place: Place): Promise<Performed> {
  return actionPerformers[actionKindOf(values)](values, place);
}

interface Child {
  type: string;
  taskQueue?: string;
  input?: unknown;
}

async function performJob(values: ActionDefinition, { workflowId, summary, connection }: Place): Promise<Performed> {
  const { job, ...options } = pick(values, jobKeys) as unknown as RunJobInput;
  const started = await startJob(job, {
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

async function performActivity({ activity }: ActionDefinition, place: Place): Promise<Performed> {
  const { type, taskQueue, input, timeout, maximumAttempts } = activity as Child & {
    timeout?: string;
    maximumAttempts?: number;
  };
  refuseLongNames({ type, taskQueue });
  refuseLargePayload(`The input of activity '${type}'`, input);
  const proxy = proxyActivities<Record<string, (...args: unknown[]) => Promise<unknown>>>({
    startToCloseTimeout: toMilliseconds(timeout ?? '10m'),
    ...(taskQueue !== undefined && { taskQueue }),
    ...(maximumAttempts !== undefined && { retry: { maximumAttempts } }),
    // What it did before the cancel reached it decides whether it is undone.
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
    summary: summaryOf(place.summary),
  });
  return { output: await proxy[type]?.(...(input === undefined ? [] : [input])) };
}

async function performWorkflow({ workflow }: ActionDefinition, place: Place): Promise<Performed> {
  const { type, taskQueue, input } = workflow as Child;
  const handle = await startOwnChild<unknown>(type, input === undefined ? [] : [input], { ...place, taskQueue });
  return { output: await handle.result() };
}

async function performChain({ chain = {} }: ActionDefinition, place: Place): Promise<Performed> {
  const { name, definition, input = {} } = chain;
  const args: [RunChainInput] = [{ chain: name ?? definition ?? '', input }];
  const handle = await startOwnChild<RunChainResult>('runChain', args, place);
  return { output: (await handle.result()).output };
}
