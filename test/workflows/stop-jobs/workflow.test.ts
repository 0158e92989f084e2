import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import type { Activities, FindJobsResult, StopJobsInput } from '../../../src/contract/activities.js';
import type { StopJobsReport } from '../../../src/contract/stop-jobs.js';
import { eventually } from '../../eventually.js';
import { type Behaviour, failing, FakeBackend } from '../kit/fake-backend.js';
import { madeJobs } from '../kit/made-jobs.js';
import { failureOf, timeSkipping } from '../kit/time-skipping.js';

const bench = timeSkipping();
const filter = { folder: 'Shared' };
const capabilities = { softStop: true };
const deaf: Behaviour = { states: ['Running'], softStop: ['Stopping'] };

/** Robots in folders: how many jobs of which process stand in each. */
function found(
  behaviours: Record<string, Behaviour>,
  folders: Record<string, Record<string, number>>,
  more: Partial<FindJobsResult> = {},
): { backend: FakeBackend; calls: StopJobsInput[]; use: (instead?: Partial<Activities>) => void } {
  const backend = new FakeBackend(behaviours);
  const jobs = Object.entries(folders).flatMap(([path, processes]) =>
    Object.entries(processes).flatMap(([process, count]) =>
      madeJobs(backend, process, count).map((job) => ({ folder: { path }, job })),
    ),
  );
  const calls: StopJobsInput[] = [];
  const { stopJobs } = backend.activities();
  const use = (instead: Partial<Activities> = {}): void =>
    bench.use(
      backend.activities({
        findJobs: () => Promise.resolve({ jobs, notFound: [], more: false, capabilities, ...more }),
        stopJobs: (input) => {
          calls.push(input);
          return stopJobs ? stopJobs(input) : Promise.resolve({ accepted: true });
        },
        ...instead,
      }),
    );
  use();
  return { backend, calls, use };
}

const report = async (input: object): Promise<StopJobsReport> =>
  (await (await bench.start('stopJobs', input)).result()) as StopJobsReport;

describe('stopJobs', () => {
  it('asks softly, folder by folder and a hundred at a time, and sees each end', async () => {
    const { calls } = found({ Heeds: { states: ['Running'] } }, { Shared: { Heeds: 210 }, Finance: { Heeds: 30 } });
    const { counts, jobs } = await report({ filter });
    expect(counts).toEqual({ ended: 240, alreadyEnded: 0, notConfirmed: 0, notFound: 0, wouldStop: 0 });
    expect(jobs[0]).toMatchObject({ outcome: 'ended', by: 'SoftStop', state: 'Stopped', folder: 'Shared' });
    const sizes = calls.map(({ target, strategy, ids }) => `${String(target.folder.path)} ${strategy} ${ids.length}`);
    expect(sizes.sort()).toEqual([
      'Finance SoftStop 30',
      'Shared SoftStop 10',
      'Shared SoftStop 100',
      'Shared SoftStop 100',
    ]);
  });

  it('kills those that do not heed it, and leaves alone what has ended', async () => {
    const { backend, calls } = found(
      { Heeds: { states: ['Running'] }, Deaf: deaf },
      { A: { Heeds: 1, Deaf: 1, Done: 1 } },
    );
    const done = backend.jobs[2];
    if (done) Object.assign(done.job, { state: 'Successful' });
    expect((await report({ filter })).jobs).toMatchObject([
      { id: 1, outcome: 'ended', by: 'SoftStop' },
      { id: 2, outcome: 'ended', by: 'Kill' },
      { id: 3, outcome: 'alreadyEnded', state: 'Successful' },
    ]);
    expect(calls.map(({ strategy, ids }) => [strategy, ids])).toEqual([
      ['SoftStop', [1, 2]],
      ['Kill', [2]],
    ]);
  });

  it('only says what it would stop in a dry run, and what was not found', async () => {
    const notFound = [{ id: 99 }];
    const { calls } = found({ Heeds: { states: ['Running'] } }, { A: { Heeds: 2 } }, { notFound, more: true });
    expect(await report({ filter, dryRun: true })).toMatchObject({
      jobs: [{ outcome: 'wouldStop' }, { outcome: 'wouldStop' }, { outcome: 'notFound', id: 99 }],
      counts: { wouldStop: 2, notFound: 1 },
      more: true,
    });
    expect(calls).toEqual([]);
  });

  it('says why it could not see the end of a job, and stops the others', async () => {
    const immortal: Behaviour = { states: ['Running'], softStop: [], kill: ['Terminating'] };
    found({ Heeds: { states: ['Running'] }, Immortal: immortal }, { A: { Immortal: 1 }, B: { Heeds: 1 } });
    expect((await report({ filter })).jobs).toMatchObject([
      { outcome: 'notConfirmed', state: 'Terminating', reason: 'It is Terminating after Kill' },
      { outcome: 'ended' },
    ]);
  });

  it('says that a stop was refused, all of it or for one job, and that a look failed', async () => {
    const { use } = found({ Deaf: { states: ['Running'], softStop: [], kill: [] } }, { A: { Deaf: 2 } });
    const pollJob: Activities['pollJob'] = () => Promise.reject(failing('PermissionDenied', {}, 'may not look'));
    use({ pollJob, stopJobs: () => Promise.resolve({ accepted: false, reason: 'wrong state' }) });
    const reasonsOf = async (): Promise<unknown[]> => (await report({ filter })).jobs.map(({ reason }) => reason);
    const neither = 'No stop was accepted; refused: wrong state; not seen: may not look';
    expect(await reasonsOf()).toEqual([neither, neither]);
    use({ pollJob, stopJobs: () => Promise.resolve({ accepted: true, refused: [{ id: 2, reason: 'unknown' }] }) });
    expect(await reasonsOf()).toEqual([
      'It is Pending after Kill; not seen: may not look',
      'No stop was accepted; refused: unknown; not seen: may not look',
    ]);
  });

  it('fails as its search fails, and on a faulty input', async () => {
    bench.use({ findJobs: () => Promise.reject(failing('FolderNotFound', { status: 404 }, 'Near: Shared')) });
    expect(await failureOf(await bench.start('stopJobs', { filter }))).toMatchObject({
      type: 'FolderNotFound',
      message: 'Near: Shared',
      details: { status: 404 },
    });
    expect(await failureOf(await bench.start('stopJobs', { filter: {} }))).toMatchObject({
      type: 'InvalidInput',
      message: expect.stringContaining('The input of stopJobs is not valid: filter is empty') as string,
    });
  });

  it('ends at a cancel during the search', async () => {
    const nextRetryDelay = 60_000;
    const findJobs = (): never => {
      throw ApplicationFailure.create({ type: 'BackendUnavailable', message: 'away', nextRetryDelay });
    };
    const { calls, use } = found({}, {});
    use({ findJobs });
    const run = await bench.start('stopJobs', { filter });
    await bench.rests(run);
    await run.cancel();
    expect(await failureOf(run)).toBeUndefined();
    expect(calls).toEqual([]);
  });

  it('goes on to the end of jobs that were told to stop when it is cancelled', async () => {
    const { backend } = found({ Deaf: deaf }, { A: { Deaf: 1 } });
    const run = await bench.start('stopJobs', { filter });
    await eventually('it was told to stop', () => backend.jobs[0]?.stops.length === 1);
    await bench.rests(run);
    await run.cancel();
    expect(await run.result()).toMatchObject({ jobs: [{ outcome: 'ended', by: 'Kill' }] });
  });
});
