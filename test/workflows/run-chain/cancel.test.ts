import { describe, expect, it } from 'vitest';
import { failureOfChain, job, progressOf, reaches, statesOf, undoneBy } from '../../chains.js';
import { eventually } from '../../eventually.js';
import { chainBench } from '../kit/chain-bench.js';
import { Gate } from '../kit/gate.js';

const bench = chainBench();

const chain = (more: object = {}): object => ({
  name: 'cancelled',
  steps: {
    a: { ...job('Post', 'a'), ...undoneBy('Cancel', 'a') },
    b: { needs: ['a'], ...job('Works', 'b'), ...undoneBy('Cancel', 'b') },
    c: { needs: ['b'], ...job('Post', 'c') },
  },
  ...more,
});

describe('a cancel', () => {
  it('stops the job that runs, then undoes it and what was done before', async () => {
    const backend = bench.backend();
    const run = await bench.startChain(chain());
    await bench.work(run, 'b');
    await run.cancel();
    expect(await failureOfChain(run)).toBeUndefined();
    expect((await run.describe()).status.name).toBe('CANCELLED');
    expect(backend.jobsSoFar()).toEqual(['Post a', 'Works b', 'Cancel b', 'Cancel a']);
    expect(backend.states()).toEqual(['Successful', 'Stopped', 'Successful', 'Successful']);
    expect(await statesOf(run)).toEqual({ a: 'undone', b: 'undone', c: 'waiting' });
  });

  it('keeps what was done where the chain says so', async () => {
    const backend = bench.backend();
    const run = await bench.startChain(chain({ onCancel: 'keep' }));
    await bench.work(run, 'b');
    await run.cancel();
    expect(await failureOfChain(run)).toBeUndefined();
    expect((await run.describe()).status.name).toBe('CANCELLED');
    expect(backend.jobsSoFar()).toEqual(['Post a', 'Works b']);
    expect(backend.states()).toEqual(['Successful', 'Stopped']);
    expect(await statesOf(run)).toEqual({ a: 'done', b: 'failed', c: 'waiting' });
  });

  it('does not interrupt what is being undone', async () => {
    const gate = new Gate();
    const backend = bench.backend((fake) => ({
      pollJob: async (input) => {
        if (fake.find(input.id).process === 'Unpost') await gate.opened;
        return fake.look(input);
      },
    }));
    const run = await bench.startChain({
      name: 'cancelled while it undoes',
      steps: {
        a: { ...job('Post', 'a'), ...undoneBy('Cancel', 'a') },
        b: { needs: ['a'], ...job('Post', 'b'), ...undoneBy('Unpost', 'b') },
        c: { needs: ['b'], ...job('Fails once') },
      },
    });
    await reaches(run, 'b', 'undoing');
    await run.cancel();
    expect(await statesOf(run)).toEqual({ a: 'done', b: 'undoing', c: 'failed' });
    gate.open();
    expect(await failureOfChain(run)).toMatchObject({ type: 'JobFaulted', details: { undone: ['b', 'a'] } });
    expect(backend.jobsSoFar()).toEqual(['Post a', 'Post b', 'Fails once', 'Unpost b', 'Cancel a']);
  });

  it('ends what waits: an approval, a timer, a repair, a pause', async () => {
    const backend = bench.backend();
    const run = await bench.startChain({
      name: 'waits',
      steps: {
        approve: { approval: {} },
        wait: { wait: '1d' },
        repair: { ...job('Fails once'), onFailure: 'pause' },
        never: { needs: ['wait'], ...job('Post') },
      },
    });
    await reaches(run, 'repair', 'needsRepair');
    await run.executeUpdate('pause');
    expect(await progressOf(run)).toMatchObject({ paused: true, approvals: ['approve'] });
    await run.cancel();
    expect(await failureOfChain(run)).toBeUndefined();
    expect(await statesOf(run)).toEqual({ approve: 'failed', wait: 'failed', repair: 'failed', never: 'waiting' });
    expect(backend.jobsSoFar()).toEqual(['Fails once']);
  });

  it('before the first step leaves nothing, and starts nothing', async () => {
    const gate = new Gate();
    let asked = false;
    const backend = bench.backend(() => ({
      loadChain: async () => {
        asked = true;
        await gate.opened;
        return { names: [], searchAttributes: true, reads: {} };
      },
    }));
    const run = await bench.startChain(chain());
    await eventually('it has begun', () => asked);
    await run.cancel();
    gate.open();
    expect(await failureOfChain(run)).toBeUndefined();
    expect(backend.jobsSoFar()).toEqual([]);
  });
});
