import { describe, expect, it } from 'vitest';
import { limits } from '../../src/contract/limits.js';
import { searchAttributeKeys } from '../../src/workflows/shared/search-attribute-keys.js';
import { jsonBytes } from '../../src/shared/cut.js';
import { sharedWorker } from './shared-worker.js';
import { failureOf } from './stack.js';

/* What a server refuses or terminates at its limits needs a real one. */
const place = sharedWorker();

describe.concurrent('a run at the limits of Temporal', () => {
  it('with 60 jobs keeps the newest keys in its search attribute, and all in its result', async () => {
    const stack = await place();
    const run = await stack.start({ job: { folder: 'Shared', process: 'Echo', count: 60 } });
    const { jobs } = await run.result();
    expect(jobs).toHaveLength(60);
    const keys = (await run.describe()).typedSearchAttributes.get(searchAttributeKeys.RpaJobKeys) ?? [];
    expect(keys).toHaveLength(52);
    expect(jobs.map(({ key }) => key)).toEqual(expect.arrayContaining(keys));
  });

  it('is refused if its input is wrong in 9,000 places', async () => {
    const stack = await place();
    const wrong = Object.fromEntries(Array.from({ length: 9_000 }, (_, index) => [`field${index}`, 1]));
    const failure = await failureOf(await stack.start({ job: { process: 'Echo', ...wrong } }));
    expect(failure).toMatchObject({ type: 'InvalidInput' });
    const { details = [] } = failure as unknown as { details?: [{ faults: object[] }] };
    expect(details[0]?.faults).toHaveLength(limits.faults + 1);
    expect(jsonBytes(details)).toBeLessThan(20_000);
  });

  it('is refused if its input is nested 2,000 deep', async () => {
    const stack = await place();
    let deep: object = {};
    for (let level = 0; level < 2_000; level += 1) deep = { deep };
    const failure = await failureOf(await stack.start({ job: { process: 'Echo', input: deep } }));
    expect(failure).toMatchObject({ type: 'InvalidInput', details: [{ faults: [{ path: 'input' }] }] });
  });

  it('with an id of 255 bytes runs its chain, whose children have shorter ids', async () => {
    const stack = await place();
    const chain = {
      name: 'n'.repeat(100),
      connection: stack.connection,
      steps: {
        ['s'.repeat(64)]: { job: { folder: 'Shared', process: 'Echo' }, description: '😀'.repeat(500) },
        each: {
          forEach: { items: [1, 2, 3] },
          job: { folder: 'Shared', process: 'Echo' },
        },
      },
    };
    const workflowId = `${'ä'.repeat(110)}-${Date.now()}`.padEnd(145, 'x');
    const run = await stack.client.workflow.start('runChain', {
      taskQueue: stack.taskQueue,
      workflowId,
      args: [{ chain }],
    });
    expect(await run.result()).toMatchObject({ outcome: 'Successful' });
    expect((await run.describe()).typedSearchAttributes.get(searchAttributeKeys.RpaChain)).toBe('n'.repeat(100));
  });

  it('fails with a message if a chain names a type that Temporal does not take', async () => {
    const stack = await place();
    const steps = { wrong: { workflow: { type: 'x'.repeat(1_200) } } };
    const run = await stack.client.workflow.start('runChain', {
      taskQueue: stack.taskQueue,
      workflowId: `long-type-${Date.now()}`,
      args: [{ chain: { name: 'long', steps } }],
    });
    expect(await failureOf(run)).toMatchObject({
      type: 'InvalidInput',
      message: "Step 'wrong' failed: type has 1200 bytes; at most 255",
    });
  });
});
