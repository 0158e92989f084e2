import { describe, expect, it } from 'vitest';
import type { QuotaState, Reservation } from '../../../src/contract/export-quota.js';
import { eventually } from '../../eventually.js';
import { type Run, timeSkipping } from '../kit/time-skipping.js';

const bench = timeSkipping();
const owner = { workflowId: 'export', runId: 'export-run' };
const claim = { key: 'key', owner };
const dayMs = 24 * 3_600_000;

const ask = (run: Run, name: string, input: object): Promise<Reservation> =>
  run.executeUpdate<Reservation, [object]>(name, { args: [input] });
const stateOf = (run: Run): Promise<QuotaState> => run.query<QuotaState>('quota');
const dayOf = async (): Promise<string> => new Date(await bench.nowMs()).toISOString().slice(0, 10);

describe('exportQuota', () => {
  it('counts exports, and answers what is known of them', async () => {
    const run = await bench.start('exportQuota');
    expect(await ask(run, 'reserve', { ...claim, limit: 2 })).toEqual({ kind: 'granted' });
    await ask(run, 'requested', { ...claim, exportId: 7 });
    expect(await ask(run, 'reserve', { key: 'key', owner: { workflowId: 'b', runId: 'b' }, limit: 2 })).toEqual({
      kind: 'shared',
      owner,
    });
    expect(await stateOf(run)).toMatchObject({ used: 1, limit: 2, running: { key: { owner, exportId: 7 } } });
    const second = { key: 'second', owner };
    await ask(run, 'reserve', { ...second, limit: 2 });
    expect(await ask(run, 'repeat', second)).toMatchObject({ kind: 'full', limit: 2 });
    for (const given of [claim, second]) await ask(run, 'finish', { ...given, end: 'done' });
    expect(await stateOf(run)).toMatchObject({ used: 2, running: {} });
  });

  it('ends after midnight when nothing is left to remember', async () => {
    const run = await bench.start('exportQuota', { day: await dayOf(), used: 100, limit: 100, running: {} });
    await run.result();
    const { closeTime } = await run.describe();
    expect((closeTime?.getTime() ?? 0) % dayMs).toBeLessThan(60_000);
  });

  it('goes on over midnight while an export is made, and counts from nothing', async () => {
    const since = await bench.nowMs();
    const kept: QuotaState = { day: await dayOf(), used: 9, limit: 100, running: { key: { owner, since } } };
    const run = await bench.start('exportQuota', kept);
    await eventually('it is there', async () => (await stateOf(run)).used === 9);
    await bench.pass(dayMs - 60_000 - (since % dayMs) + 120_000);
    await eventually('the day has turned', async () => (await stateOf(run)).used === 0);
    expect((await stateOf(run)).running).toEqual({ key: { owner, since } });
    expect((await run.describe()).status.name).toBe('RUNNING');
  });
});
