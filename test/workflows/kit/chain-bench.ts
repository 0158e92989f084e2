import type { Activities } from '../../../src/contract/activities.js';
import type { ChainHandle } from '../../chains.js';
import { eventually } from '../../eventually.js';
import { type Behaviour, FakeBackend } from './fake-backend.js';
import { type TimeSkipping, timeSkipping } from './time-skipping.js';

const notYet: Behaviour = { states: ['Faulted'], error: { title: 'Not yet' } };

/** A step that works until it is stopped, one that faults, and some that fault once or twice. Others succeed at once. */
const processes = {
  Works: { states: ['Running'] },
  // After a look that told nothing, so that the jobs beside it are between two looks by then.
  Fails: { states: ['Running', 'Running', 'Faulted'], error: { title: 'No such invoice' } },
  Faults: { states: ['Faulted'], error: { title: 'No such invoice' } },
  'Fails once': [notYet, {}],
  'Fails twice': [notYet, notYet, {}],
} satisfies Record<string, Behaviour | Behaviour[]>;

export interface ChainBench extends TimeSkipping {
  /** The back end of this test, behind its activities. */
  backend(instead?: (backend: FakeBackend) => Partial<Activities>): FakeBackend;
  startChain(chain: unknown, input?: unknown): Promise<ChainHandle>;
  /**
   * Waits until the jobs of so many steps run and are between two looks, so that they can be cancelled: the looks are
   * activities of the children that stand behind the steps, `post` or `post/1`. See `rests` of the kit.
   */
  work(run: ChainHandle, ...steps: string[]): Promise<void>;
}

/** The time-skipping server of this file for chains. */
export function chainBench(): ChainBench {
  const bench = timeSkipping();
  return {
    ...bench,
    backend: (instead = () => ({})) => {
      const backend = new FakeBackend(processes);
      bench.use(backend.activities(instead(backend)));
      return backend;
    },
    startChain: async (chain, input) =>
      (await bench.start('runChain', { chain, ...(input !== undefined && { input }) })) as unknown as ChainHandle,
    work: async ({ workflowId }, ...steps) => {
      for (const step of steps) {
        const child = bench.client().workflow.getHandle(`${workflowId}/${step}`);
        await eventually(`${step} has begun`, () =>
          child.describe().then(
            () => true,
            () => false,
          ),
        );
        await bench.rests(child);
      }
    },
  };
}
