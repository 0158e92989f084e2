import { describe, expect, it } from 'vitest';
import { job } from '../../chains.js';
import { startChainStack } from './chain-stack.js';

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

  it('runs a chain that the worker knows by name', async () => {
    const chain = { name: 'known', steps: { a: { job: { folder: 'Shared', process: 'Post', input: { key: 1 } } } } };
    const { startChain, client } = await startChainStack({ dependencies: { chains: { known: chain } } });
    const run = await startChain('known');
    expect((await run.result()).output).toEqual({ key: 1 });
    const described = await client.workflow.getHandle(run.workflowId).describe();
    expect(JSON.stringify(described.typedSearchAttributes)).toContain('known');
  });
});
