import { inject } from 'vitest';
import { describe, expect, it } from 'vitest';
import type { ItemsOutput } from '../../../src/contract/chain/items.js';
import { startWorkerProcess, type WorkerProcess } from '../../worker/worker-process.js';
import { eventually } from '../stack.js';
import { type ChainHandle, failureOfChain, job, over, progressOf, startChainStack } from './chain-stack.js';

const undoneBy = (key: unknown): object => ({ compensate: job('Cancel', key) });

describe('a worker killed with -9, again and again', () => {
  it('changes no result of any shape of chain, and starts no job twice', async () => {
    const { simulator, taskQueue, startChain, jobsSoFar } = await startChainStack({ worker: false });
    const environment = {
      TEMPORAL_ADDRESS: inject('temporalAddress'),
      TEMPORAL_NAMESPACE: inject('temporalNamespace'),
      RPA_TASK_QUEUE: taskQueue,
      UIPATH_URL: simulator.cloudUrl,
      UIPATH_CLIENT_ID: 'sim-client',
      UIPATH_CLIENT_SECRET: 'sim-secret',
      UIPATH_VISIBILITY_WINDOW: '1s',
    };
    const { chain: fanOut, input } = over(12, { concurrency: 4 });
    const steps = {
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
      repaired: { a: { ...job('Fails once', 'r1'), onFailure: 'pause' } },
      approved: { a: { approval: { value: 'p1' } }, b: { needs: ['a'], ...job('Book', '{% steps.a.output.value %}') } },
      rejected: { a: { ...job('Post', 'j1'), ...undoneBy('j1') }, b: { needs: ['a'], approval: {} } },
      expired: { a: { approval: { deadline: '8s' } } },
    };

    let worker: WorkerProcess = startWorkerProcess(environment);
    await worker.runs();
    const runs = Object.fromEntries(
      await Promise.all(
        Object.entries(steps).map(async ([name, shape]) => [name, await startChain({ name, steps: shape })] as const),
      ),
    ) as Record<keyof typeof steps, ChainHandle>;
    const items = await startChain(fanOut, { ...input, bad: [] });

    const kills = { wanted: 4 };
    const killing = (async () => {
      for (let kill = 0; kill < kills.wanted; kill += 1) {
        await new Promise((resolve) => setTimeout(resolve, 2_500 + 700 * kill));
        worker.signal('SIGKILL');
        await worker.ended;
        worker = startWorkerProcess(environment);
        await worker.runs();
      }
    })();
    const insist = (what: string, ready: () => Promise<boolean>, send: () => Promise<unknown>): Promise<void> =>
      eventually(
        what,
        async () => {
          if (!(await ready().catch(() => false))) return false;
          // An update may come in the very task in which its step comes to wait; then it is refused, and sent again.
          return send().then(
            () => true,
            () => false,
          );
        },
        120_000,
      );
    const waits = (run: ChainHandle) => async (): Promise<boolean> => (await progressOf(run)).approvals.length === 1;
    const decide = (run: ChainHandle, step: string, decision: string) => (): Promise<unknown> =>
      run.executeUpdate('approve', { updateId: `${step}-${decision}`, args: [{ step, decision, by: 'ann' }] });
    const { approved, rejected, repaired, cancelled } = runs;
    await Promise.all([
      insist('it is approved', waits(approved), decide(approved, 'a', 'approved')),
      insist('it is rejected', waits(rejected), decide(rejected, 'b', 'rejected')),
      insist(
        'it is repaired',
        async () => (await progressOf(repaired)).steps[0]?.state === 'needsRepair',
        () => repaired.executeUpdate('repair', { updateId: 'repair', args: [{ step: 'a', action: 'retry' }] }),
      ),
      insist(
        'it is cancelled',
        () => Promise.resolve(jobsSoFar().includes('Works k2')),
        () => cancelled.cancel(),
      ),
      killing,
    ]);

    expect((await runs.linear.result()).output).toEqual({ key: 'l2' });
    expect((await runs.diamond.result()).output).toEqual({ key: 'd4' });
    expect((await runs.condition.result()).output).toBeNull();
    expect(await failureOfChain(runs.failing)).toMatchObject({ type: 'JobFaulted', details: { undone: ['b', 'a'] } });
    expect(await failureOfChain(runs.undoingFails)).toMatchObject({
      type: 'CompensationIncomplete',
      details: { undone: ['a'], notUndone: [{ name: 'b' }] },
    });
    expect(await failureOfChain(cancelled)).toBeUndefined();
    expect((await repaired.result()).output).toEqual({ key: 'r1' });
    expect((await approved.result()).output).toEqual({ key: 'p1' });
    expect(await failureOfChain(rejected)).toMatchObject({ type: 'ApprovalRejected', details: { undone: ['a'] } });
    expect((await failureOfChain(runs.expired))?.type).toBe('ApprovalExpired');
    const { results } = (await items.result()).output as ItemsOutput;
    expect(results).toEqual(Array.from({ length: 12 }, (_, index) => ({ key: index, index })));

    const wanted = [
      ...['l1', 'd1', 'd2', 'd3', 'c1', 'f1', 'f2', 'u1', 'u2', 'k1', 'j1'].map((key) => `Post ${key}`),
      ...['l2', 'd4', 'p1', '12'].map((key) => `Book ${key}`),
      ...['f1', 'f2', 'u1', 'k1', 'k2', 'j1'].map((key) => `Cancel ${key}`),
      ...['f3', 'u2', 'u3'].map((key) => `Fails ${key}`),
      ...['Works k2', 'Fails once r1', 'Fails once r1'],
      ...Array.from({ length: 12 }, (_, index) => `Post ${index}`),
    ];
    expect(jobsSoFar().sort()).toEqual(wanted.sort());
  }, 300_000);
});
