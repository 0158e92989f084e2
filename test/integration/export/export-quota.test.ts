import { describe, expect, it } from 'vitest';
import type { QuotaState } from '../../../src/contract/export-quota.js';
import { type Place, type PlaceOptions, sharedWorker } from '../shared-worker.js';
import { eventually } from '../../eventually.js';
import { calls, failureOf, quotaId, quotaOf, start, withJobs } from './export-stack.js';

const place = sharedWorker();
const startWithJobs = (options?: PlaceOptions & { jobs?: number }): Promise<Place> => withJobs(place, options);

describe.concurrent('two runs that ask for the same export', () => {
  const input = { folder: 'Shared', filter: { state: 'Successful' } };

  it('get the same file and cost one', async () => {
    const stack = await startWithJobs({ timeScale: 4 });
    const runs = await Promise.all([
      start(stack, input),
      start(stack, input),
      start(stack, { ...input, orderBy: 'Id asc' }),
    ]);
    const [first, second, other] = await Promise.all(runs.map((run) => run.result()));
    expect(first?.file).toEqual(second?.file);
    expect([first?.shared, second?.shared].sort()).toEqual([false, true]);
    expect(other?.file.name).not.toBe(first?.file.name);
    expect(calls(stack, 'Jobs.export')).toBe(2);
    expect((await quotaOf(stack)).used).toBe(2);
  });

  it.each(['cancelled', 'terminated'])('go on with it when the one that makes it is %s', async (end) => {
    const stack = await startWithJobs();
    // The first one must not come to its end before it is ended.
    stack.simulator.addFault({ operation: 'Exports.get', fault: 'status', status: 503, times: 1_000 });
    const first = await start(stack, input);
    await eventually('it is requested', async () =>
      Object.values((await quotaOf(stack).catch(() => ({ running: {} }) as QuotaState)).running).some(
        ({ exportId }) => exportId !== undefined,
      ),
    );
    const second = await start(stack, input);
    await eventually('the other one waits', async () =>
      ((await second.describe()).raw.pendingActivities ?? []).some(
        ({ activityType }) => activityType?.name === 'followSharedExport',
      ),
    );
    if (end === 'cancelled') await first.cancel();
    else await first.terminate('test');
    stack.simulator.clearFaults();
    expect(await second.result()).toMatchObject({ shared: false, exportId: 8_001, rows: 3 });
    expect(calls(stack, 'Jobs.export')).toBe(1);
    expect(await quotaOf(stack)).toMatchObject({ used: 1, running: {} });
    expect((await first.describe()).status.name).toBe(end === 'cancelled' ? 'CANCELLED' : 'TERMINATED');
  });
});

describe.concurrent('the 101st export of a day', () => {
  /** 99 exports of others that use this worker's quota, and one of ours. */
  async function useUp(stack: Place): Promise<void> {
    const day = new Date().toISOString().slice(0, 10);
    const kept: QuotaState = { day, used: 99, limit: 100, running: {} };
    const { client, taskQueue } = stack;
    await client.workflow.start('exportQuota', { taskQueue, workflowId: quotaId(stack), args: [kept] });
    await (await start(stack, { folder: 'Shared' })).result();
    expect((await quotaOf(stack)).used).toBe(100);
  }

  it('fails at once or waits until midnight, as it is told', async () => {
    const stack = await startWithJobs({ jobs: 0 });
    await useUp(stack);
    const failure = await failureOf(await start(stack, { folder: 'Shared', overQuota: 'fail' }));
    const midnight = `${new Date(Date.now() + 24 * 3_600_000).toISOString().slice(0, 10)}T00:00:00.000Z`;
    expect(failure).toMatchObject({
      type: 'ExportQuotaExceeded',
      message: `All 100 exports of the day are used up until ${midnight}`,
      details: [{ limit: 100, until: midnight }],
    });
    const waiting = await start(stack, { folder: 'Shared', overQuota: 'wait' });
    let timer: { startToFireTimeout?: { seconds?: unknown } | null } | undefined | null;
    await eventually('it waits', async () => {
      const { events = [] } = await waiting.fetchHistory();
      timer = events?.find((event) => event.timerStartedEventAttributes)?.timerStartedEventAttributes;
      return timer !== undefined && timer !== null;
    });
    const seconds = Number(String(timer?.startToFireTimeout?.seconds));
    expect(Math.abs(Date.now() + seconds * 1_000 - Date.parse(midnight))).toBeLessThan(60_000);
    await waiting.cancel();
    expect(await failureOf(waiting)).toBeUndefined();
    expect(calls(stack, 'Jobs.export')).toBe(1);
  });

  it('that others used up without this worker is believed to Orchestrator, and asked for no more', async () => {
    const stack = await startWithJobs({ jobs: 0 });
    const body = { message: 'The daily limit of exports has been reached for this tenant.', errorCode: 4502 };
    stack.simulator.addFault({ operation: 'Jobs.export', fault: 'status', status: 400, body });
    expect(await failureOf(await start(stack, { folder: 'Shared' }))).toMatchObject({ type: 'ExportQuotaExceeded' });
    expect(await quotaOf(stack)).toMatchObject({ used: 100, running: {} });
    expect(await failureOf(await start(stack, { folder: 'Shared' }))).toMatchObject({ type: 'ExportQuotaExceeded' });
    expect(calls(stack, 'Jobs.export')).toBe(1);
  });

  it('may come earlier, where a connection says that others need some', async () => {
    const stack = await startWithJobs({ jobs: 0, settings: { exportsPerDay: 1 } });
    await (await start(stack, { folder: 'Shared' })).result();
    expect(await failureOf(await start(stack, { folder: 'Shared' }))).toMatchObject({
      type: 'ExportQuotaExceeded',
      details: [{ limit: 1 }],
    });
  });
});
