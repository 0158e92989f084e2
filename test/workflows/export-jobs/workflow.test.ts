import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Activities } from '../../../src/contract/activities.js';
import type { ExportJobsResult } from '../../../src/contract/export-jobs.js';
import type { Reservation } from '../../../src/contract/export-quota.js';
import { failing } from '../kit/fake-backend.js';
import { failureOf, timeSkipping } from '../kit/time-skipping.js';

const bench = timeSkipping();
const file = {
  destination: 'default',
  name: 'exports/a.csv',
  uri: 'file:a.csv',
  bytes: 10,
  sha256: 'a',
  contentType: 'text/csv',
};
const owner = { workflowId: 'other', runId: 'other-run' };
const granted: Reservation = { kind: 'granted' };

/** Names of the activities that were called, and what the quota was asked and told. */
let calls: string[] = [];

/** Activities of an export that works, with some replaced; the quota answers in turn, the last answer stays. */
function exporting(
  reservations: (Reservation | (() => Promise<Reservation>))[],
  instead: Partial<Activities> = {},
): void {
  const activities: Partial<Activities> = {
    prepareExport: () => Promise.resolve({ key: 'key', quota: 'quota', limit: 100, folder: { path: 'Shared' } }),
    reserveExport: ({ instead: gone }) => {
      calls.push(gone === undefined ? 'reserve' : `reserve instead of ${gone}`);
      const next = reservations.length > 1 ? reservations.shift() : reservations[0];
      return typeof next === 'function' ? next() : Promise.resolve(next ?? granted);
    },
    requestExport: () => Promise.resolve({ exportId: 7 }),
    pollExport: ({ exportId }) => Promise.resolve({ name: `jobs-${exportId}` }),
    downloadExport: () => Promise.resolve({ file, rows: 3 }),
    finishExport: ({ end }) => {
      calls.push(`finish ${end}`);
      return Promise.resolve();
    },
    ...instead,
  };
  const noted = ['requestExport', 'pollExport', 'downloadExport', 'followSharedExport'];
  bench.use(
    Object.fromEntries(
      Object.entries(activities).map(([name, activity]) => [
        name,
        (input: never) => {
          if (noted.includes(name)) calls.push(name);
          return (activity as (given: never) => Promise<unknown>)(input);
        },
      ]),
    ),
  );
}

beforeEach(() => (calls = []));
const start = (input: object = {}): ReturnType<typeof bench.start> => bench.start('exportJobs', input);
const result = async (input: object = {}): Promise<ExportJobsResult> =>
  (await (await start(input)).result()) as ExportJobsResult;
const whole = ['requestExport', 'pollExport', 'downloadExport', 'finish done'];

describe('exportJobs', () => {
  it('reserves, requests, waits, downloads, and tells the quota', async () => {
    exporting([granted]);
    expect(await result()).toEqual({ outcome: 'Exported', file, rows: 3, exportId: 7, shared: false });
    expect(calls).toEqual(['reserve', ...whole]);
  });

  it('takes the file of a run that makes the same export', async () => {
    const other: ExportJobsResult = { outcome: 'Exported', file, rows: 5, exportId: 6, shared: false };
    exporting([{ kind: 'shared', owner }], { followSharedExport: () => Promise.resolve({ result: other }) });
    expect(await result()).toEqual({ ...other, shared: true });
    expect(calls).toEqual(['reserve', 'followSharedExport']);
  });

  it('takes the place of that run when it ends without a file, and goes on with its export', async () => {
    exporting(
      [
        { kind: 'shared', owner },
        { kind: 'granted', exportId: 6 },
      ],
      {
        followSharedExport: () => Promise.resolve({}),
      },
    );
    expect(await result()).toMatchObject({ exportId: 6, shared: false });
    expect(calls).toEqual(['reserve', 'followSharedExport', 'reserve instead of other-run', ...whole.slice(1)]);
  });

  it('fails when the exports of the day are used up', async () => {
    const until = '2030-01-01T00:00:00.000Z';
    exporting([{ kind: 'full', until, limit: 100 }]);
    expect(await failureOf(await start())).toMatchObject({
      type: 'ExportQuotaExceeded',
      message: `All 100 exports of the day are used up until ${until}`,
      details: { limit: 100, until },
    });
    expect(calls).toEqual(['reserve']);
  });

  it('waits until they are counted anew when it is told to', async () => {
    let until = 0;
    let askedAgain = 0;
    exporting([
      async () => {
        until = (await bench.nowMs()) + 5 * 3_600_000;
        return { kind: 'full', until: new Date(until).toISOString(), limit: 100 };
      },
      async () => {
        askedAgain = await bench.nowMs();
        return granted;
      },
    ]);
    await result({ overQuota: 'wait' });
    expect(askedAgain).toBeGreaterThanOrEqual(until);
    expect(calls).toEqual(['reserve', 'reserve', ...whole]);
  });

  it('believes Orchestrator that none are left, and lets the quota decide anew', async () => {
    exporting([granted, { kind: 'full', until: '2030-01-01T00:00:00.000Z', limit: 100 }], {
      requestExport: () => Promise.reject(failing('ExportQuotaExceeded', { sent: 'refused' })),
    });
    expect((await failureOf(await start()))?.type).toBe('ExportQuotaExceeded');
    expect(calls).toEqual(['reserve', 'requestExport', 'finish exhausted', 'reserve']);
  });

  it.each<[string, string, Partial<Activities>]>([
    [
      'refused, when nothing was requested',
      'refused',
      { requestExport: () => Promise.reject(failing('RequestRefused', { sent: 'refused' })) },
    ],
    [
      'abandoned, when something may have been',
      'abandoned',
      { requestExport: () => Promise.reject(failing('RequestRefused', { sent: 'doubtful' })) },
    ],
    [
      'done, when Orchestrator could not make it',
      'done',
      { pollExport: () => Promise.reject(failing('ExportFailed')) },
    ],
    [
      'abandoned, when the download fails',
      'abandoned',
      { downloadExport: () => Promise.reject(failing('RequestRefused')) },
    ],
  ])('fails with what went wrong, and tells the quota that it was %s', async (_what, end, instead) => {
    exporting([granted], instead);
    expect((await failureOf(await start()))?.type).toMatch(/^(RequestRefused|ExportFailed)$/);
    expect(calls.at(-1)).toBe(`finish ${end}`);
  });

  const notYet = (): never => {
    throw ApplicationFailure.create({
      type: 'ExportNotFinished',
      message: 'Export 7 is InProgress',
      nextRetryDelay: 60_000,
      category: ApplicationFailureCategory.BENIGN,
    });
  };

  it('fails when its deadline passes, with what was seen last', async () => {
    exporting([granted], { pollExport: notYet });
    const failure = await failureOf(await start({ deadline: '1h' }));
    expect(failure?.type).toBe('ExportFailed');
    expect(failure?.message).toContain('The export did not finish in time');
    expect(calls.at(-1)).toBe('finish abandoned');
  });

  it('leaves its export to others when it is cancelled', async () => {
    exporting([granted], { pollExport: notYet });
    const run = await start();
    await bench.rests(run);
    await run.cancel();
    expect(await failureOf(run)).toBeUndefined();
    expect((await run.describe()).status.name).toBe('CANCELLED');
    expect(calls.at(-1)).toBe('finish abandoned');
  });

  it('asks nothing of a faulty input', async () => {
    exporting([granted]);
    expect(await failureOf(await start({ filtre: {} }))).toMatchObject({
      type: 'InvalidInput',
      message: expect.stringContaining("did you mean 'filter'") as string,
    });
    expect(calls).toEqual([]);
  });
});
