import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow';
import { jobKeys, pick } from '../../contract/chain/check-chain.js';
import { type ActionDefinition, kindOf } from '../../contract/chain/definition.js';
import type { StepProgress } from '../../contract/chain/progress.js';
import { toMilliseconds } from '../../shared/durations.js';
import type { OutputOmitted } from '../../contract/jobs/job.js';
import type { RunChainInput, RunChainResult } from '../../contract/run-chain.js';
import type { RunJobInput } from '../../contract/run-job.js';
import { startJob } from '../steps/execute-job.js';
import { startOwnChild } from '../steps/start-child.js';
import { evaluate } from './evaluate.js';

export type Scope = Readonly<Record<string, unknown>>;

/** Where an action runs, and what the UI calls it. */
export interface Place {
  workflowId: string;
  summary: string;
  /** Of jobs that name none. */
  connection?: string | undefined;
  /** Input of a repair, in place of the action's own. */
  override?: { input: unknown } | undefined;
}

export interface Performed {
  output: unknown;
  jobs?: StepProgress['jobs'];
  /** Why the output is not there although there was one. */
  omitted?: string;
  /** Who decided, of an approval. */
  decidedBy?: string;
}

/** Does what a step or a compensation says: a job, an activity, a workflow or a chain; ends when it has ended. */
export async function performAction(given: ActionDefinition, scope: Scope, place: Place): Promise<Performed> {
  switch (kindOf(given)) {
    case 'job':
      return performJob(given, scope, place);
    case 'activity':
      return { output: await performActivity(given.activity, scope, place) };
    case 'workflow': {
      const { type, taskQueue, input } = (await valuesOf(given.workflow, scope, place)) as Child;
      const handle = await startOwnChild<unknown>(type, input === undefined ? [] : [input], { ...place, taskQueue });
      return { output: await handle.result() };
    }
    default: {
      const { name, definition, input = {} } = given.chain ?? {};
      const args: [RunChainInput] = [
        {
          chain: name ?? definition ?? '',
          input: place.override ? place.override.input : await evaluate(input, scope),
        },
      ];
      const handle = await startOwnChild<RunChainResult>('runChain', args, place);
      return { output: (await handle.result()).output };
    }
  }
}

interface Child {
  type: string;
  taskQueue?: string;
  input?: unknown;
}

/** The values of an activity or workflow; a repair may bring another input. */
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

async function performActivity(given: ActionDefinition['activity'], scope: Scope, place: Place): Promise<unknown> {
  const { type, taskQueue, input, timeout, maximumAttempts } = (await valuesOf(given, scope, place)) as Child & {
    timeout?: string;
    maximumAttempts?: number;
  };
  const proxy = proxyActivities<Record<string, (...args: unknown[]) => Promise<unknown>>>({
    startToCloseTimeout: toMilliseconds(timeout ?? '10m'),
    ...(taskQueue !== undefined && { taskQueue }),
    ...(maximumAttempts !== undefined && { retry: { maximumAttempts } }),
    // What it did before it heard of the cancel decides whether it is undone.
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
    summary: place.summary,
  });
  return proxy[type]?.(...(input === undefined ? [] : [input]));
}
