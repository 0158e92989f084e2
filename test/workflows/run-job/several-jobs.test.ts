import { describe, expect, it } from 'vitest';
import type { Activities } from '../../../src/contract/activities.js';
import { type Behaviour, FakeBackend } from '../kit/fake-backend.js';
import { failureOf, timeSkipping } from '../kit/time-skipping.js';

const bench = timeSkipping();
const job = (more: object = {}): object => ({ folder: 'Shared', process: 'Robot', ...more });

function robots(...behaviours: Behaviour[]): FakeBackend {
  const backend = new FakeBackend({ Robot: behaviours });
  bench.use(backend.activities());
  return backend;
}

/** Faults after a look that told nothing, so that the other jobs are between two looks by then. */
const faults = (category: string): Behaviour => ({
  states: ['Running', 'Running', 'Faulted'],
  error: { title: 'No invoice', category },
});
const successful: Behaviour = {};

describe('several jobs of one start', () => {
  it('give their outputs in their order', async () => {
    robots({ output: 1 }, { states: ['Pending', 'Pending', 'Successful'], output: 2 }, { output: 3 });
    const run = await bench.start('runJob', { job: job({ count: 3 }) });
    expect(await run.result()).toMatchObject({ output: [1, 2, 3], jobs: [{ id: 1 }, { id: 2 }, { id: 3 }] });
  });

  it.each([{ count: 1 }, { strategy: 'Specific', robotIds: [7] }, { strategy: 'All' }])(
    'asked for by %j give a list, even if they turn out to be one',
    async (asked) => {
      robots({ output: { n: 1 } });
      const run = await bench.start('runJob', { job: job(asked) });
      expect(await run.result()).toMatchObject({ output: [{ n: 1 }], jobs: [{ id: 1 }] });
    },
  );

  it('give no list if the input asks for no number of them', async () => {
    robots({ output: { n: 1 } });
    expect(await (await bench.start('runJob', { job: job() })).result()).toMatchObject({ output: { n: 1 } });
  });

  it('keep the order of their outputs when one of them runs again', async () => {
    robots({ states: ['Faulted'], error: { title: 'Broken', category: 'System' } }, { output: 2 }, { output: 3 });
    const rerun = { maximumAttempts: 2, on: ['System'] };
    const run = await bench.start('runJob', { job: job({ count: 2 }), rerun });
    expect(await run.result()).toMatchObject({ output: [3, 2], jobs: [{ id: 3 }, { id: 2 }] });
  });

  it('are stopped when one fails, which is the failure of the run', async () => {
    const backend = robots({ states: ['Running'] }, faults('User'), { states: ['Running'] });
    const failure = await failureOf(await bench.start('runJob', { job: job({ count: 3 }) }));
    expect(failure).toMatchObject({ type: 'JobFaulted', details: { jobs: [{ id: 2 }] } });
    expect(backend.states()).toEqual(['Stopped', 'Faulted', 'Stopped']);
  });

  it('go on when one fails and the input says to wait', async () => {
    const backend = robots(faults('User'), { states: ['Running', 'Running', 'Running', 'Successful'] });
    const run = await bench.start('runJob', { job: job({ count: 2 }), onJobFailure: 'wait' });
    expect(await failureOf(run)).toMatchObject({ type: 'JobFaulted', details: { jobs: [{ id: 1 }] } });
    expect(backend.states()).toEqual(['Faulted', 'Successful']);
    expect(backend.calls).not.toContain('stopJobs');
  });

  it('go on when one outlives its deadline, which alone is stopped', async () => {
    const backend = robots({ states: ['Pending'] }, { states: ['Running', 'Running', 'Successful'] });
    const deadlines = { pending: '5m' };
    const run = await bench.start('runJob', { job: job({ count: 2 }), onJobFailure: 'wait', deadlines });
    expect(await failureOf(run)).toMatchObject({ type: 'JobTimedOut', details: { jobs: [{ id: 1 }] } });
    expect(backend.states()).toEqual(['Stopped', 'Successful']);
  });
});

describe('a rerun', () => {
  const rerun = { maximumAttempts: 3, on: ['System'], delay: '2h' };

  it('happens for a class that the input names, after its delay, under another reference', async () => {
    const backend = robots(faults('System'), faults('System'), successful);
    const startedAtMs: number[] = [];
    const startJobs: Activities['startJobs'] = async (input) => {
      startedAtMs.push(await bench.nowMs());
      return { jobs: backend.startJobs(input), adopted: false };
    };
    bench.use(backend.activities({ startJobs }));
    const run = await bench.start('runJob', { job: job(), rerun });
    expect(await run.result()).toMatchObject({ jobs: [{ id: 3 }] });
    const [first = 0, second = 0, third = 0] = startedAtMs;
    expect(Math.min(second - first, third - second)).toBeGreaterThanOrEqual(2 * 3_600_000);
    expect(new Set(backend.jobs.map(({ reference }) => reference)).size).toBe(3);
  });

  it('does not happen for another class, nor for a job that somebody killed', async () => {
    const other = robots(faults('User'), successful);
    expect((await failureOf(await bench.start('runJob', { job: job(), rerun })))?.type).toBe('JobFaulted');
    expect(other.jobs).toHaveLength(1);
    const killed = robots({ ...faults('System'), info: 'unexpected exit code: 0x40010004' }, successful);
    expect((await failureOf(await bench.start('runJob', { job: job(), rerun })))?.type).toBe('JobStopped');
    expect(killed.jobs).toHaveLength(1);
  });

  it('of a fault without a class happens where Unclassified is named', async () => {
    const backend = robots({ states: ['Faulted'] }, successful);
    const run = await bench.start('runJob', { job: job(), rerun: { ...rerun, on: ['Unclassified'] } });
    expect(await run.result()).toMatchObject({ outcome: 'Successful' });
    expect(backend.jobs).toHaveLength(2);
  });

  it('ends with the last fault when the attempts are used up', async () => {
    const backend = robots(faults('System'));
    const failure = await failureOf(await bench.start('runJob', { job: job(), rerun }));
    expect(failure).toMatchObject({ type: 'JobFaulted', details: { jobs: [{ id: 3 }] } });
    expect(backend.jobs).toHaveLength(3);
  });

  it('that names no job is in doubt', async () => {
    const backend = new FakeBackend({ Robot: faults('System') });
    bench.use(
      backend.activities({
        startJobs: (input) =>
          Promise.resolve({ jobs: backend.jobs.length ? [] : backend.startJobs(input), adopted: false }),
      }),
    );
    expect(await failureOf(await bench.start('runJob', { job: job(), rerun }))).toMatchObject({
      type: 'StartOutcomeUnknown',
      message: 'The rerun was accepted but named no job',
    });
  });
});
