import { describe, expect, it } from 'vitest';
import type { FindOrphansInput } from '../../../src/contract/activities.js';
import { type Behaviour, failing, FakeBackend } from '../kit/fake-backend.js';
import { madeJobs } from '../kit/made-jobs.js';
import { failureOf, timeSkipping } from '../kit/time-skipping.js';

const bench = timeSkipping();
const running: Behaviour = { states: ['Running'] };

/** Orphans in the folder `Shared`, one for each way in which its run ended. */
function orphans(runs: string[], behaviour: Behaviour = running): { backend: FakeBackend; asked: FindOrphansInput[] } {
  const backend = new FakeBackend({ Robot: behaviour });
  const jobs = madeJobs(backend, 'Robot', runs.length);
  const asked: FindOrphansInput[] = [];
  bench.use(
    backend.activities({
      findOrphans: (input) => {
        asked.push(input);
        return Promise.resolve({
          looked: 9,
          more: true,
          capabilities: { softStop: true },
          orphans: jobs.map((job, index) => ({
            folder: { path: 'Shared' },
            job,
            runId: `run-${index}`,
            run: runs[index] ?? '',
            ...(runs[index] !== 'Deleted' && { workflowId: `workflow-${index}` }),
          })),
        });
      },
    }),
  );
  return { backend, asked };
}

const sweep = async (input?: object): Promise<unknown> => (await bench.start('sweepOrphans', input)).result();
const stopsOf = (backend: FakeBackend): string[][] => backend.jobs.map(({ stops }) => stops);

describe('sweepOrphans', () => {
  it('only reports orphans when it is not told to stop them', async () => {
    const { backend, asked } = orphans(['Terminated', 'Deleted']);
    const orphan = { folder: 'Shared', runId: 'run-0', run: 'Terminated', workflowId: 'workflow-0' };
    const result = await sweep({ connection: 'prod', folders: ['Shared'] });
    expect(result).toMatchObject({ looked: 9, more: true, orphans: [orphan, { run: 'Deleted' }] });
    expect(JSON.stringify(result)).not.toContain('stopped');
    expect(asked).toEqual([{ connection: 'prod', folders: ['Shared'] }]);
    expect(stopsOf(backend)).toEqual([[], []]);
  });

  it('stops them when it is told to, but not those of runs that nobody knows', async () => {
    const { backend } = orphans(['Terminated', 'Deleted']);
    const result = (await sweep({ stop: {} })) as { orphans: { stopped?: boolean }[] };
    expect(result.orphans).toMatchObject([{ stopped: true, job: { state: 'Stopped' } }, { job: { state: 'Pending' } }]);
    expect(result.orphans.map(({ stopped }) => stopped)).toEqual([true, undefined]);
    expect(stopsOf(backend)).toEqual([['SoftStop'], []]);
  });

  it('stops also those of runs that nobody knows when it is told to', async () => {
    orphans(['Terminated', 'Deleted']);
    const result = await sweep({ stop: {}, deletedRuns: 'stop' });
    expect(result).toMatchObject({ orphans: [{ stopped: true }, { stopped: true }] });
  });

  it('does not stop a job that a person restarted after its run had closed', async () => {
    const backend = new FakeBackend({ Robot: running });
    const jobs = madeJobs(backend, 'Robot', 2);
    const orphan = { folder: { path: 'Shared' }, runId: 'run', run: 'Terminated', workflowId: 'w' };
    const findOrphans = () =>
      Promise.resolve({
        looked: 2,
        more: false,
        orphans: jobs.map((job, index) => ({ ...orphan, job, ...(index === 1 && { restarted: true }) })),
      });
    bench.use(backend.activities({ findOrphans }));
    const result = (await sweep({ stop: {}, deletedRuns: 'stop' })) as { orphans: object[] };
    expect(result.orphans).toMatchObject([{ stopped: true }, { restarted: true }]);
    expect(stopsOf(backend)).toEqual([['SoftStop'], []]);
  });

  it('continues its search behind the folders that are done, and adds up what it found', async () => {
    const backend = new FakeBackend({ Robot: running });
    const jobs = madeJobs(backend, 'Robot', 3);
    const asked: FindOrphansInput[] = [];
    const findOrphans = (input: FindOrphansInput) => {
      const index = asked.push(input) - 1;
      const orphans = jobs
        .slice(index, index + 1)
        .map((job) => ({ folder: { path: `F${index}` }, runId: 'run', run: 'Terminated', job }));
      return Promise.resolve({ looked: 10, more: false, orphans, ...(index < 2 && { next: { folder: `F${index}` } }) });
    };
    bench.use(backend.activities({ findOrphans }));
    expect(await sweep()).toMatchObject({ looked: 30, more: false, orphans: [{}, {}, { folder: 'F2' }] });
    expect(asked).toEqual([
      { connection: 'default' },
      { connection: 'default', after: { folder: 'F0' }, found: 1 },
      { connection: 'default', after: { folder: 'F1' }, found: 2 },
    ]);
  });

  it('says when it did not see the end of one', async () => {
    orphans(['TimedOut'], { states: ['Running'], softStop: [], kill: ['Terminating'] });
    const result = await sweep({ stop: { grace: '1m', confirm: '3m' } });
    expect(result).toMatchObject({ orphans: [{ stopped: false, job: { state: 'Terminating' } }] });
  });

  it('fails as its search fails, and on a faulty input', async () => {
    bench.use({ findOrphans: () => Promise.reject(failing('PermissionDenied', { status: 403 })) });
    expect(await failureOf(await bench.start('sweepOrphans'))).toMatchObject({
      type: 'PermissionDenied',
      details: { status: 403 },
    });
    expect(await failureOf(await bench.start('sweepOrphans', { stop: true }))).toMatchObject({
      type: 'InvalidInput',
      message: 'The input of sweepOrphans is not valid: stop must be a JSON object',
    });
  });
});
