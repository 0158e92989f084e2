import type { WorkflowHandle } from '@temporalio/client';
import type { ChainProgress, StepState } from '../src/contract/chain/progress.js';
import type { ChainFailureDetails, RunChainInput, RunChainResult } from '../src/contract/run-chain.js';
import { eventually } from './eventually.js';

export type ChainHandle = WorkflowHandle<(input: RunChainInput) => Promise<RunChainResult>>;

export const job = (process: string, key?: unknown): { job: object } => ({
  job: { folder: 'Shared', process, ...(key !== undefined && { input: { key } }) },
});

export const undoneBy = (process: string, key?: unknown): { compensate: object } => ({ compensate: job(process, key) });

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

export interface FailedChain {
  type: string;
  message: string;
  details: ChainFailureDetails;
  cause?: { type?: string };
}

/** The failure of a chain; undefined when it was cancelled. */
export async function failureOfChain(run: ChainHandle): Promise<FailedChain | undefined> {
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
        ...undoneBy('Cancel', "{% item & '-' & ($exists(result.key) ? result.key : 'unknown') %}"),
        ...more,
      },
      after: { needs: ['post'], ...job('Book', '{% steps.post.output.succeeded %}') },
    },
    output: '{% steps.post.output %}',
  },
  input: { numbers: Array.from({ length: count }, (_, index) => index), bad: [] as number[] },
});
