import { describe, expect, it } from 'vitest';
import type { ItemsOutput } from '../../../src/contract/chain/items.js';
import { startWorkerProcess, type WorkerProcess } from '../../worker/worker-process.js';
import { eventually } from '../../eventually.js';
import { type ChainHandle, failureOfChain, job, over, progressOf } from '../../chains.js';
import { startChainStack } from './chain-stack.js';

const undoneBy = (key: unknown): object => ({ compensate: job('Cancel', key) });
/** A step that fails once, waits for repair, and one after it. */
const pausing = (key: string): object => ({
  a: { ...job('Fails once', key), onFailure: 'pause' },
  b: { needs: ['a'], ...job('Book', `${key}b`) },
});
const asking = (key: string): object => ({
  a: { ...job('Post', key), ...undoneBy(key) },
  b: { needs: ['a'], approval: { value: `${key}v` } },
  c: { needs: ['b'], ...job('Book', '{% steps.b.output.value %}') },
});

const shapes = {
  linear: { a: job('Post', 'l1'), b: { needs: ['a'], ...job('Book', 'l2') } },
  diamond: {
    a: job('Post', 'd1'),
    b: { needs: ['a'], ...job('Post', 'd2') },
    c: { needs: ['a'], ...job('Post', 'd3') },
    d: { needs: ['b', 'c'], ...job('Book', 'd4') },
  },
  condition: {
    a: job('Post', 'c1'),
    b: { needs: ['a'], when: "{% steps.a.output.key = 'x' %}", ...job('Post', 'c2') },
  },
  failing: {
    a: { ...job('Post', 'f1'), ...undoneBy('f1') },
    b: { needs: ['a'], ...job('Post', 'f2'), ...undoneBy('f2') },
    c: { needs: ['b'], ...job('Fails', 'f3') },
  },
  undoingFails: {
    a: { ...job('Post', 'u1'), ...undoneBy('u1') },
    b: { needs: ['a'], ...job('Post', 'u2'), compensate: job('Fails', 'u2') },
    c: { needs: ['b'], ...job('Fails', 'u3') },
  },
  cancelled: {
    a: { ...job('Post', 'k1'), ...undoneBy('k1') },
    b: { needs: ['a'], ...job('Works', 'k2'), ...undoneBy('k2') },
  },
  expired: { a: { approval: { deadline: '8s' } } },
  approved: asking('p'),
  edited: asking('e'),
  rejected: asking('j'),
  retried: pausing('r1'),
  retriedWith: pausing('r2'),
  skipped: pausing('r3'),
  completed: pausing('r4'),
  aborted: pausing('r5'),
};
type Shape = keyof typeof shapes;

/** What people answer: to an approval of step b, or to a step a that waits for repair. */
const answers: Partial<Record<Shape, object>> = {
  approved: { decision: 'approved' },
  edited: { decision: 'approved', edit: 'edited' },
  rejected: { decision: 'rejected' },
  retried: { action: 'retry' },
  // With the input of the one above, which has faulted already: equal inputs share the outcomes of the process.
  retriedWith: { action: 'retryWith', input: { key: 'r1' } },
  skipped: { action: 'skip' },
  completed: { action: 'complete', output: 7 },
  aborted: { action: 'abort' },
};

/** Answers when the chain asks. An answer that comes in the very task in which it begins to wait is sent again. */
function answer(run: ChainHandle, given: object): Promise<void> {
  const decides = 'decision' in given;
  return eventually(
    `${JSON.stringify(given)} is taken`,
    async () => {
      try {
        const { approvals, steps } = await progressOf(run);
        const waits = decides ? approvals.length === 1 : steps[0]?.state === 'needsRepair';
        if (!waits) return false;
        const args: [object] = [{ step: decides ? 'b' : 'a', by: 'ann', ...given }];
        await run.executeUpdate(decides ? 'approve' : 'repair', { updateId: 'answer', args });
        return true;
      } catch {
        return false;
      }
    },
    240_000,
  );
}

describe('a worker killed with -9, again and again', () => {
  it('changes no result of any shape of chain, and starts no job twice', async () => {
    const stack = await startChainStack({ worker: false });
    const { startChain, jobsSoFar } = stack;
    let worker: WorkerProcess = startWorkerProcess(stack.environment);
    await worker.runs();
    const runs = Object.fromEntries(
      await Promise.all(
        Object.entries(shapes).map(async ([name, steps]) => [name, await startChain({ name, steps })] as const),
      ),
    ) as Record<Shape, ChainHandle>;
    const { chain: fanOut, input } = over(30, { concurrency: 6, onFailure: { tolerate: 2 } });
    const items = await startChain(fanOut, { ...input, bad: [4, 20] });

    const killing = async (): Promise<void> => {
      for (let kills = 0; kills < 5; kills += 1) {
        await new Promise((resolve) => setTimeout(resolve, 2_500 + 700 * kills));
        worker.signal('SIGKILL');
        await worker.ended;
        worker = startWorkerProcess(stack.environment);
        await worker.runs();
      }
    };
    const cancelling = async (): Promise<void> => {
      await eventually('the job to cancel is there', () => jobsSoFar().includes('Works k2'), 240_000);
      await runs.cancelled.cancel();
    };
    await Promise.all([
      killing(),
      cancelling(),
      ...Object.entries(answers).map(([name, given]) => answer(runs[name as Shape], given)),
    ]);

    const outputOf = async (name: Shape): Promise<unknown> => (await runs[name].result()).output;
    expect(await outputOf('linear')).toEqual({ key: 'l2' });
    expect(await outputOf('diamond')).toEqual({ key: 'd4' });
    expect(await outputOf('condition')).toBeNull();
    expect(await failureOfChain(runs.failing)).toMatchObject({ type: 'JobFaulted', details: { undone: ['b', 'a'] } });
    expect(await failureOfChain(runs.undoingFails)).toMatchObject({
      type: 'CompensationIncomplete',
      details: { undone: ['a'], notUndone: [{ name: 'b' }] },
    });
    expect(await failureOfChain(runs.cancelled)).toBeUndefined();
    expect((await failureOfChain(runs.expired))?.type).toBe('ApprovalExpired');
    expect(await outputOf('approved')).toEqual({ key: 'pv' });
    expect(await outputOf('edited')).toEqual({ key: 'edited' });
    expect(await failureOfChain(runs.rejected)).toMatchObject({ type: 'ApprovalRejected', details: { undone: ['a'] } });
    expect(await outputOf('retried')).toEqual({ key: 'r1b' });
    expect(await outputOf('retriedWith')).toEqual({ key: 'r2b' });
    expect(await outputOf('skipped')).toEqual({ key: 'r3b' });
    expect(await outputOf('completed')).toEqual({ key: 'r4b' });
    expect((await failureOfChain(runs.aborted))?.type).toBe('JobFaulted');
    const { results, failed } = (await items.result()).output as ItemsOutput;
    expect(failed).toBe(2);
    expect(results).toEqual(Array.from({ length: 30 }, (_, n) => ([4, 20].includes(n) ? null : { key: n, index: n })));

    const of = (process: string, ...keys: (string | number)[]): string[] => keys.map((key) => `${process} ${key}`);
    const numbers = Array.from({ length: 30 }, (_, n) => n);
    const wanted = [
      ...of('Post', 'l1', 'd1', 'd2', 'd3', 'c1', 'f1', 'f2', 'u1', 'u2', 'k1', 'p', 'e', 'j'),
      ...of('Post', ...numbers.filter((n) => n !== 4 && n !== 20)),
      ...of('Book', 'l2', 'd4', 'pv', 'edited', 'r1b', 'r2b', 'r3b', 'r4b', 28),
      ...of('Cancel', 'f1', 'f2', 'u1', 'k1', 'k2', 'j'),
      ...of('Fails', 'f3', 'u2', 'u3', 4, 20),
      ...of('Fails once', 'r1', 'r1', 'r2', 'r1', 'r3', 'r4', 'r5'),
      ...of('Works', 'k2'),
    ];
    expect(jobsSoFar().sort()).toEqual(wanted.sort());
  }, 600_000);
});
