import type { WorkflowHandle } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { ChainProgress, StepState } from '../../../src/contract/chain/progress.js';
import type { ChainFailureDetails, RunChainInput, RunChainResult } from '../../../src/contract/run-chain.js';
import type { SimulatorOptions } from '../../../src/simulator/index.js';
import { eventually, type Stack, type StackOptions, startStack } from '../stack.js';

export type ChainHandle = WorkflowHandle<(input: RunChainInput) => Promise<RunChainResult>>;

const quick = { pending: '20ms', running: '100ms', softStop: { after: '50ms', end: 'Stopped' as const } };

/** Releases that end soon, one that works until it is stopped, one that faults, and one that faults once. */
export const scenario: NonNullable<SimulatorOptions['scenario']> = {
  folders: ['Shared'],
  robots: [{ name: 'robot-a', capacity: 500 }],
  releases: [
    ...['Extract', 'Post', 'Cancel', 'Book', 'Unbook'].map((name) => ({ name, folder: 'Shared', behaviour: quick })),
    { name: 'Works', folder: 'Shared', behaviour: { ...quick, running: '10m' } },
    {
      name: 'Fails',
      folder: 'Shared',
      behaviour: { ...quick, outcomes: [{ end: 'Faulted', title: 'No such invoice' }] },
    },
    {
      name: 'Fails once',
      folder: 'Shared',
      behaviour: { ...quick, outcomes: [{ end: 'Faulted', title: 'Not yet' }, { end: 'Successful' }] },
    },
  ],
};

export interface ChainStack extends Stack {
  startChain: (chain: unknown, input?: unknown) => Promise<ChainHandle>;
  /** `process key` of each job so far, in the order of their creation; the key is that of its input. */
  jobsSoFar: () => string[];
}

export async function startChainStack(options: StackOptions = {}): Promise<ChainStack> {
  const stack = await startStack({
    scenario,
    ...options,
    dependencies: { pollIntervalMs: { minimum: 100, maximum: 500 }, ...options.dependencies },
  });
  const { client, taskQueue, simulator } = stack;
  return {
    ...stack,
    startChain: async (chain, input) => {
      const args = [{ chain, ...(input !== undefined && { input }) }];
      const run = (await client.workflow.start('runChain', {
        taskQueue,
        workflowId: `chain-${randomUUID()}`,
        args,
      })) as ChainHandle;
      onTestFinished(() => run.terminate('the test has ended').then(ignore, ignore));
      return run;
    },
    jobsSoFar: () =>
      simulator.jobs().map(({ ReleaseName, InputArguments }) => {
        const { key } = JSON.parse((InputArguments as string | null) ?? '{}') as { key?: string | number };
        return key === undefined ? String(ReleaseName) : `${String(ReleaseName)} ${key}`;
      }),
  };
}

const ignore = (): void => undefined;

export const job = (process: string, key?: unknown): { job: object } => ({
  job: { folder: 'Shared', process, ...(key !== undefined && { input: { key } }) },
});

export const progressOf = (run: ChainHandle): Promise<ChainProgress> => run.query<ChainProgress>('progress');

/** States of the steps by their names. */
export async function statesOf(run: ChainHandle): Promise<Record<string, StepState>> {
  const { steps } = await progressOf(run);
  return Object.fromEntries(steps.map(({ name, state }) => [name, state]));
}

export const reaches = (run: ChainHandle, step: string, state: StepState): Promise<void> =>
  eventually(`${step} is ${state}`, async () => {
    const states = await statesOf(run).catch((): Record<string, StepState> => ({}));
    return states[step] === state;
  });

export interface Failed {
  type: string;
  message: string;
  details: ChainFailureDetails;
  cause?: { type?: string };
}

/** The failure of a chain; undefined when it was cancelled. */
export async function failureOfChain(run: ChainHandle): Promise<Failed | undefined> {
  try {
    await run.result();
  } catch (error) {
    const { cause } = error as {
      cause?: { name: string; type: string; message: string; details?: unknown[]; cause?: { type?: string } };
    };
    if (!cause || cause.name === 'CancelledFailure') return undefined;
    return { ...cause, message: cause.message, details: cause.details?.[0] as ChainFailureDetails };
  }
  throw new Error('the chain was successful');
}

/** A chain over numbers; those of `bad` fault. */
export const over = (count: number, forEach: object, more: object = {}): { chain: object; input: object } => ({
  chain: {
    name: 'fan-out',
    steps: {
      post: {
        forEach: { items: '{% input.numbers %}', ...forEach },
        job: {
          folder: 'Shared',
          process: "{% item in input.bad ? 'Fails' : 'Post' %}",
          input: { key: '{% item %}' },
        },
        output: '{% {"key": result.key, "index": index} %}',
        compensate: job('Cancel', "{% item & '-' & ($exists(result.key) ? result.key : 'unknown') %}"),
        ...more,
      },
      after: { needs: ['post'], ...job('Book', '{% steps.post.output.succeeded %}') },
    },
    output: '{% steps.post.output %}',
  },
  input: { numbers: Array.from({ length: count }, (_, index) => index), bad: [] as number[] },
});
