import { describe, expect, it } from 'vitest';
import type { ItemsState } from '../../../src/contract/chain/items.js';
import { job, over, reaches, statesOf } from '../../chains.js';
import { eventually } from '../../eventually.js';
import { chainBench } from '../kit/chain-bench.js';
import type { FakeBackend } from '../kit/fake-backend.js';
import { Gate } from '../kit/gate.js';

const bench = chainBench();

/** A back end whose first job does not end before the gate opens. */
function held(): { backend: FakeBackend; gate: Gate } {
  const gate = new Gate();
  const backend = bench.backend((fake) => ({
    pollJob: async (input) => {
      if (input.id === 1) await gate.opened;
      return fake.look(input);
    },
  }));
  return { backend, gate };
}

describe('a pause', () => {
  it('begins nothing more until it is over; what is in work goes on', async () => {
    const { backend, gate } = held();
    const run = await bench.startChain({
      name: 'pause',
      steps: { a: job('Post', 'a'), b: { needs: ['a'], ...job('Post', 'b') } },
    });
    await eventually('a has begun', () => backend.jobs.length === 1);
    expect(await run.executeUpdate('pause')).toMatchObject({ paused: true });
    gate.open();
    await reaches(run, 'a', 'done');
    await bench.pass(86_400_000);
    expect(await statesOf(run)).toEqual({ a: 'done', b: 'waiting' });
    expect(backend.jobsSoFar()).toEqual(['Post a']);
    expect(await run.executeUpdate('resume')).toMatchObject({ paused: false });
    await run.result();
    expect(backend.jobsSoFar()).toEqual(['Post a', 'Post b']);
  });

  it('begins no items either, and those in work go on', async () => {
    const { backend, gate } = held();
    const { chain, input } = over(6, { concurrency: 1 });
    const run = await bench.startChain(chain, input);
    await eventually('one has begun', () => backend.jobs.length === 1);
    await run.executeUpdate('pause');
    gate.open();
    const items = bench.client().workflow.getHandle(`${run.workflowId}/post`);
    const states = (): Promise<Omit<ItemsState, 'results'>> => items.query('progress');
    await eventually('the one in work is done', async () => (await states()).letters.startsWith('d'));
    await bench.pass(86_400_000);
    expect(await states()).toMatchObject({ letters: 'd-----', paused: true });
    expect(backend.jobsSoFar()).toEqual(['Post 0']);
    await run.executeUpdate('resume');
    expect((await run.result()).output).toMatchObject({ succeeded: 6 });
    expect(backend.jobsSoFar().at(-1)).toBe('Book 6');
  });

  it('that comes before the items begin holds all of them', async () => {
    const { backend, gate } = held();
    const { chain, input } = over(2, {}, { needs: ['first'] });
    const { steps } = chain as { steps: object };
    const run = await bench.startChain({ ...chain, steps: { first: job('Extract', 1), ...steps } }, input);
    await eventually('the first has begun', () => backend.jobs.length === 1);
    await run.executeUpdate('pause');
    gate.open();
    await reaches(run, 'first', 'done');
    expect(await statesOf(run)).toEqual({ first: 'done', post: 'waiting', after: 'waiting' });
    await run.executeUpdate('resume');
    expect((await run.result()).output).toMatchObject({ succeeded: 2 });
  });
});
