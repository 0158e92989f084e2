import { describe, expect, it } from 'vitest';
import { allJobs, type ListedJob, listJobs } from '../../src/client/index.js';
import { startStack } from './stack.js';
import { startDirectly } from './start-directly.js';

describe('listJobs, called by another service', () => {
  it('gives one page and where the next begins', async () => {
    const stack = await startStack();
    await startDirectly(stack.simulator, 'Waits', 5);
    const { client, taskQueue } = stack;
    const first = await listJobs(
      client,
      { filter: { state: 'Pending' }, limit: 3, expand: ['Release'] },
      { taskQueue },
    );
    expect(first).toMatchObject({ more: true, next: 'Id desc|100003' });
    expect(first.jobs[0]).toMatchObject({ id: 100005, folder: 'Shared', expanded: { release: { name: 'Waits' } } });
    const rest = await listJobs(client, { filter: { state: 'Pending' }, limit: 3, after: first.next }, { taskQueue });
    expect(rest.jobs.map(({ id }) => id)).toEqual([100002, 100001]);
    expect(rest).toMatchObject({ more: false });
  });

  it('gives each of 2,600 jobs once, in results that a history can hold', async () => {
    const stack = await startStack();
    for (let count = 0; count < 2600; count += 520) await startDirectly(stack.simulator, 'Fails', 520);
    const found: ListedJob[] = [];
    for await (const job of allJobs(stack.client, { orderBy: 'CreationTime' }, { taskQueue: stack.taskQueue })) {
      if (found.length % 1000 === 0) await startDirectly(stack.simulator, 'Waits', 10);
      found.push(job);
    }
    const ids = new Set(found.map(({ id }) => id));
    expect(ids.size).toBe(found.length);
    expect(stack.simulator.jobs().filter(({ Id, ReleaseName }) => ReleaseName === 'Fails' && !ids.has(Id))).toEqual([]);
  });

  it('refuses what is wrong, and says why', async () => {
    const { client, taskQueue } = await startStack();
    const wrong: [object, string][] = [
      [{ filter: { sate: 'x' } }, "filter.sate is not a field here; did you mean 'state'?"],
      [{ filter: { state: 'x' }, limit: 1001 }, 'filter.state must be one of'],
      [{ limit: 1001 }, 'limit must be a whole number from 1 to 1000'],
      [{ after: 'x' }, "after must be the 'next' of an answer in the same order"],
      [{ connection: 'prod' }, "connection 'prod' is not configured"],
      [{ filter: { folder: 'Sharde' } }, 'Near: Shared'],
      [{ filter: { odata: 'Bogus eq 1' } }, "'Bogus'"],
    ];
    await Promise.all(
      wrong.map(([input, message]) =>
        expect(listJobs(client, input, { taskQueue })).rejects.toMatchObject({
          cause: { message: expect.stringContaining(message) as string },
        }),
      ),
    );
  });
});
