import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { SimulatorOptions } from '../../../src/simulator/index.js';
import type { ChainHandle } from '../../chains.js';
import { type Stack, type StackOptions, startStack } from '../stack.js';

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
