import { describe, expect, it } from 'vitest';
import { createLoadChain } from '../../../src/activities/load-chain.js';
import type { Activities } from '../../../src/contract/activities.js';
import type { ChainDefinition } from '../../../src/contract/chain/definition.js';
import { failureOfChain, job, progressOf, statesOf } from '../../chains.js';
import { eventually } from '../../eventually.js';
import { chainBench } from '../kit/chain-bench.js';

const bench = chainBench();

/** The activity of a worker that has loaded chains: names and their steps. */
const knowing = (steps: Record<string, object>): Pick<Activities, 'loadChain'> => ({
  loadChain: createLoadChain({
    searchAttributes: true,
    chains: Object.fromEntries(
      Object.entries(steps).map(([name, given]) => [name, { name, steps: given as ChainDefinition['steps'] }]),
    ),
  }),
});

describe('a chain', () => {
  it('runs one step after the other, and hands on what they give', async () => {
    const backend = bench.backend((fake) => ({
      pollJob: (input) => {
        const seen = fake.look(input);
        return Promise.resolve({ ...seen, job: { ...seen.job, link: `https://robots.example/${seen.job.key}` } });
      },
    }));
    const run = await bench.startChain(
      {
        name: 'linear',
        steps: {
          extract: job('Extract', '{% input.day %}'),
          post: {
            needs: ['extract'],
            ...job('Post', "{% steps.extract.output.key & '-posted' %}"),
            output: '{% {"posted": result.key, "from": steps.extract.state} %}',
          },
        },
      },
      { day: 'mon' },
    );
    const result = await run.result();
    expect(result.outcome).toBe('Successful');
    expect(result.output).toEqual({ posted: 'mon-posted', from: 'done' });
    expect(backend.jobsSoFar()).toEqual(['Extract mon', 'Post mon-posted']);
    expect(result.steps).toMatchObject([
      { name: 'extract', kind: 'job', state: 'done', attempts: 1, jobs: [{ id: 1, state: 'Successful' }] },
      { name: 'post', state: 'done', jobs: [{ id: 2 }] },
    ]);
    expect(result.steps[0]?.jobs?.[0]?.link).toBe('https://robots.example/key-1');
    expect((await progressOf(run)).percent).toBe(100);
  });

  it('reads the output of a job with a count as a list, even of one', async () => {
    bench.backend();
    const several = (count: number): object => ({ job: { ...job('Post', 'a').job, count } });
    const run = await bench.startChain({
      name: 'counted',
      steps: {
        one: several(1),
        two: several(2),
        mapped: { ...several(1), output: '{% result %}' },
      },
      output: '{% { "one": steps.one.output, "two": steps.two.output, "mapped": steps.mapped.output } %}',
    });
    expect((await run.result()).output).toEqual({
      one: [{ key: 'a' }],
      two: [{ key: 'a' }, { key: 'a' }],
      mapped: [{ key: 'a' }],
    });
  });

  it('runs what needs the same step side by side, and joins them', async () => {
    const backend = bench.backend((fake) => ({
      pollJob: async (input) => {
        const posted = (): number => fake.jobs.filter(({ process }) => process === 'Post').length;
        if (posted() === 1) await eventually('the other has begun too', () => posted() === 2);
        return fake.look(input);
      },
    }));
    const run = await bench.startChain({
      name: 'diamond',
      steps: {
        join: { needs: ['left', 'right'], ...job('Book', '{% steps.left.output.key & steps.right.output.key %}') },
        left: { needs: ['top'], ...job('Post', 'l') },
        right: { needs: ['top'], ...job('Post', 'r') },
        top: job('Extract', 't'),
      },
    });
    expect((await run.result()).output).toEqual({ key: 'lr' });
    const jobs = backend.jobsSoFar();
    expect([jobs[0], jobs[3]]).toEqual(['Extract t', 'Book lr']);
    expect(jobs.slice(1, 3).sort()).toEqual(['Post l', 'Post r']);
  });

  it('skips what its condition does not want, and goes on', async () => {
    const backend = bench.backend();
    const run = await bench.startChain(
      {
        name: 'conditional',
        steps: {
          large: { when: '{% input.amount > 100 %}', ...job('Post', 'large') },
          small: { when: '{% input.amount <= 100 %}', ...job('Post', 'small') },
          after: { needs: ['large', 'small'], ...job('Book', '{% steps.large.state %}') },
        },
        output: '{% {"large": steps.large.output, "small": steps.small.output.key} %}',
      },
      { amount: 7 },
    );
    expect((await run.result()).output).toEqual({ large: null, small: 'small' });
    expect(await statesOf(run)).toEqual({ large: 'skipped', small: 'done', after: 'done' });
    expect(backend.jobsSoFar()).toEqual(['Post small', 'Book skipped']);
  });

  it('waits, runs a chain within, and a workflow and an activity of others', async () => {
    const backend = bench.backend();
    const inner = { name: 'inner', steps: { one: job('Post', '{% input.number %}') } };
    const run = await bench.startChain({
      name: 'mixed',
      steps: {
        pause: { wait: '3d' },
        at: { wait: '{% $fromMillis($millis() + 7200000) %}', needs: ['pause'] },
        sub: { needs: ['at'], chain: { definition: inner, input: { number: 7 } } },
        workflow: {
          needs: ['sub'],
          workflow: { type: 'runJob', input: job('Book', '{% steps.sub.output.key %}') },
          output: '{% result.output %}',
        },
        activity: { activity: { type: 'authenticate', input: { connection: 'default' }, timeout: '10s' } },
      },
    });
    const { output, steps } = await run.result();
    expect(output).toMatchObject({ workflow: { key: 7 }, activity: { searchAttributes: true } });
    expect(backend.jobsSoFar()).toEqual(['Post 7', 'Book 7']);
    const tookMs = (index: number): number => {
      const { startedAt = '', endedAt = '' } = steps[index] ?? {};
      return Date.parse(endedAt) - Date.parse(startedAt);
    };
    expect(tookMs(0)).toBeGreaterThanOrEqual(3 * 86_400_000);
    expect(tookMs(1)).toBeGreaterThanOrEqual(2 * 3_600_000 - 1_000);
  });

  it('fails with the failure of a chain within, and undoes what was done before', async () => {
    const backend = bench.backend();
    const inner = {
      name: 'inner',
      steps: { one: { ...job('Post', 1), compensate: job('Cancel', 1) }, two: { needs: ['one'], ...job('Fails') } },
    };
    const run = await bench.startChain({
      name: 'outer',
      steps: {
        before: { ...job('Post', 0), compensate: job('Cancel', 0) },
        sub: { needs: ['before'], chain: { definition: inner }, compensate: job('Cancel', 'never') },
      },
    });
    expect(await failureOfChain(run)).toMatchObject({
      type: 'JobFaulted',
      details: { step: 'sub', undone: ['before'] },
    });
    expect(backend.jobsSoFar()).toEqual(['Post 0', 'Post 1', 'Fails', 'Cancel 1', 'Cancel 0']);
  });

  it('fails a step whose expression gives nothing, and says which without saying the data', async () => {
    const backend = bench.backend();
    const run = await bench.startChain(
      { name: 'expression', steps: { a: job('Post', '{% $number(input.secret) %}') } },
      { secret: 'hunter2' },
    );
    const failure = await failureOfChain(run);
    expect(failure).toMatchObject({ type: 'ExpressionFailed', details: { step: 'a', undone: [], kept: [] } });
    expect(failure?.message).toMatch(/Step 'a' failed: .*\$number\(input\.secret\).* a text of 7 characters/);
    expect(JSON.stringify(failure)).not.toContain('hunter2');
    expect(backend.jobsSoFar()).toEqual([]);
  });

  it('starts nothing when its definition has faults, and tells them all', async () => {
    const backend = bench.backend();
    const run = await bench.startChain({ name: 'faulty', steps: { a: { ...job('Post'), needs: ['b'] }, c: {} } });
    const failure = await failureOfChain(run);
    expect(failure?.type).toBe('InvalidInput');
    expect(failure?.message).toContain('chain.steps.a.needs.0 is not a step of this chain');
    expect(failure?.message).toContain('chain.steps.c must have one of');
    expect(backend.calls).toEqual(['loadChain']);
  });

  it('fails when it names a chain that the worker does not know, itself or within a step', async () => {
    const backend = bench.backend(() => knowing({ heard: {} }));
    const named = await bench.startChain('unheard');
    expect((await failureOfChain(named))?.message).toContain("names a chain that this worker does not have: 'unheard'");
    const sub = await bench.startChain({ name: 'a', steps: { s: { chain: { name: 'unheard' } } } });
    const failure = await failureOfChain(sub);
    expect(failure?.type).toBe('InvalidInput');
    expect(failure?.message).toContain('chain.steps.s.chain.name names a chain that this worker');
    expect(failure?.message).toContain("did you mean 'heard'");
    expect(backend.jobsSoFar()).toEqual([]);
  });

  it('runs a chain that the worker knows by name, and can be found by it', async () => {
    bench.backend(() => knowing({ known: { a: job('Post', 1) } }));
    const run = await bench.startChain('known');
    expect((await run.result()).output).toEqual({ key: 1 });
    expect(JSON.stringify((await run.describe()).typedSearchAttributes)).toContain('known');
  });
});
