import { describe, expect, it } from 'vitest';
import { failureOfChain, job, startChainStack, statesOf } from './chain-stack.js';

describe('a chain', () => {
  it('runs one step after the other, and hands on what they give', async () => {
    const { startChain, jobsSoFar } = await startChainStack();
    const run = await startChain(
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
    expect(jobsSoFar()).toEqual(['Extract mon', 'Post mon-posted']);
    expect(result.steps).toMatchObject([
      { name: 'extract', kind: 'job', state: 'done', attempts: 1, jobs: [{ state: 'Successful' }] },
      { name: 'post', state: 'done' },
    ]);
    expect(result.steps[0]?.jobs?.[0]?.link).toContain(result.steps[0]?.jobs?.[0]?.key);
    expect((await run.query<{ percent: number }>('progress')).percent).toBe(100);
  });

  it('runs what needs the same step side by side, and joins them', async () => {
    const { startChain, jobsSoFar } = await startChainStack();
    const run = await startChain({
      name: 'diamond',
      steps: {
        join: { needs: ['left', 'right'], ...job('Book', '{% steps.left.output.key & steps.right.output.key %}') },
        left: { needs: ['top'], ...job('Post', 'l') },
        right: { needs: ['top'], ...job('Post', 'r') },
        top: job('Extract', 't'),
      },
    });
    expect((await run.result()).output).toEqual({ key: 'lr' });
    const jobs = jobsSoFar();
    expect([jobs[0], jobs[3]]).toEqual(['Extract t', 'Book lr']);
    expect(jobs.slice(1, 3).sort()).toEqual(['Post l', 'Post r']);
  });

  it('skips what its condition does not want, and goes on', async () => {
    const { startChain, jobsSoFar } = await startChainStack();
    const run = await startChain(
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
    expect(jobsSoFar()).toEqual(['Post small', 'Book skipped']);
  });

  it('waits, runs a chain within, and a workflow and an activity of others', async () => {
    const { startChain, jobsSoFar } = await startChainStack();
    const inner = { name: 'inner', steps: { one: job('Post', '{% input.number %}') } };
    const run = await startChain({
      name: 'mixed',
      steps: {
        pause: { wait: '100ms' },
        at: { wait: '{% $fromMillis($millis()) %}', needs: ['pause'] },
        sub: { needs: ['at'], chain: { definition: inner, input: { number: 7 } } },
        workflow: {
          needs: ['sub'],
          workflow: { type: 'runJob', input: job('Book', '{% steps.sub.output.key %}') },
          output: '{% result.output %}',
        },
        activity: { activity: { type: 'authenticate', input: { connection: 'default' }, timeout: '10s' } },
      },
    });
    const { output } = await run.result();
    expect(output).toMatchObject({ workflow: { key: 7 }, activity: { searchAttributes: true } });
    expect(jobsSoFar()).toEqual(['Post 7', 'Book 7']);
  });

  it('fails a step whose expression gives nothing, and says which without saying the data', async () => {
    const { startChain, jobsSoFar } = await startChainStack();
    const run = await startChain(
      { name: 'expression', steps: { a: job('Post', '{% $number(input.secret) %}') } },
      { secret: 'hunter2' },
    );
    const failure = await failureOfChain(run);
    expect(failure).toMatchObject({ type: 'ExpressionFailed', details: { step: 'a', undone: [], kept: [] } });
    expect(failure?.message).toMatch(/Step 'a' failed: .*\$number\(input\.secret\).* a text of 7 characters/);
    expect(JSON.stringify(failure)).not.toContain('hunter2');
    expect(jobsSoFar()).toEqual([]);
  });

  it('starts nothing when its definition has faults, and tells them all', async () => {
    const { startChain, jobsSoFar } = await startChainStack();
    const run = await startChain({ name: 'faulty', steps: { a: { ...job('Post'), needs: ['b'] }, c: {} } });
    const failure = await failureOfChain(run);
    expect(failure?.type).toBe('InvalidInput');
    expect(failure?.message).toContain('chain.steps.a.needs.0 is no step of this chain');
    expect(failure?.message).toContain('chain.steps.c must have one of');
    const named = await startChain('unheard');
    expect((await failureOfChain(named))?.message).toContain("names no chain of this worker: 'unheard'");
    const sub = await startChain({ name: 'a', steps: { s: { chain: { name: 'unheard' } } } });
    expect((await failureOfChain(sub))?.message).toContain('chain.steps.s.chain.name names a chain that this worker');
    expect(jobsSoFar()).toEqual([]);
  });

  it('runs a chain that the worker knows by name', async () => {
    const chain = { name: 'known', steps: { a: { job: { folder: 'Shared', process: 'Post', input: { key: 1 } } } } };
    const { startChain, client } = await startChainStack({ dependencies: { chains: { known: chain } } });
    const run = await startChain('known');
    expect((await run.result()).output).toEqual({ key: 1 });
    const described = await client.workflow.getHandle(run.workflowId).describe();
    expect(JSON.stringify(described.typedSearchAttributes)).toContain('known');
  });
});
