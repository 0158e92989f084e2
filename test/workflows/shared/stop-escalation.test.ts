import { describe, expect, it } from 'vitest';
import type { Activities, StopJobsInput } from '../../../src/contract/activities.js';
import { eventually } from '../../eventually.js';
import { type Behaviour, failing, FakeBackend } from '../kit/fake-backend.js';
import { failureOf, type Run, timeSkipping } from '../kit/time-skipping.js';

const bench = timeSkipping();
const running: Behaviour = { states: ['Running'] };

function robots(behaviour: Behaviour | Behaviour[], instead: Partial<Activities> = {}): FakeBackend {
  const backend = new FakeBackend({ Robot: behaviour });
  bench.use(backend.activities(instead));
  return backend;
}

/** A run that is cancelled when all its jobs run. */
async function cancelled(more: object = {}, count = 1): Promise<Run> {
  const run = await bench.start('runJob', { job: { folder: 'Shared', process: 'Robot', count }, ...more });
  await bench.rests(run, count);
  await run.cancel();
  return run;
}

const stopsOf = (backend: FakeBackend): string[][] => backend.jobs.map(({ stops }) => stops);

describe('a stop', () => {
  it('asks softly, and is content when the job heeds it', async () => {
    const backend = robots(running);
    const run = await cancelled();
    expect(await failureOf(run)).toBeUndefined();
    expect((await run.describe()).status.name).toBe('CANCELLED');
    expect(stopsOf(backend)).toEqual([['SoftStop']]);
  });

  it('kills a job that does not heed it, after the grace', async () => {
    const backend = robots({ ...running, softStop: ['Stopping'] });
    expect(await failureOf(await cancelled({ stop: { grace: '3m' } }))).toBeUndefined();
    expect(stopsOf(backend)).toEqual([['SoftStop', 'Kill']]);
  });

  it('kills at once without a grace', async () => {
    const backend = robots(running);
    expect(await failureOf(await cancelled({ stop: { grace: '0s' } }))).toBeUndefined();
    expect(stopsOf(backend)).toEqual([['Kill']]);
  });

  it('kills at once where the back end has one strength only', async () => {
    const backend = robots(running, {
      authenticate: () =>
        Promise.resolve({ apiVersion: null, searchAttributes: false, capabilities: { softStop: false } }),
    });
    const run = await cancelled();
    expect(await failureOf(run)).toBeUndefined();
    expect(stopsOf(backend)).toEqual([['Kill']]);
  });

  it('sends a Kill again that was lost, three times in all', async () => {
    let sent = 0;
    const backend: FakeBackend = robots(running, {
      stopJobs: ({ strategy }) => {
        sent += 1;
        if (strategy === 'Kill' && sent === 4) backend.jobs[0]?.coming.push('Stopped');
        return Promise.resolve({ accepted: true });
      },
    });
    expect(await failureOf(await cancelled())).toBeUndefined();
    expect(sent).toBe(4);
  });

  it('fails as StopNotConfirmed when the end is never seen, and says what was', async () => {
    const backend = robots({ ...running, softStop: ['Stopping'], kill: ['Terminating'] });
    const failure = await failureOf(await cancelled());
    expect(failure).toMatchObject({
      type: 'StopNotConfirmed',
      details: { jobs: [{ id: 1, state: 'Terminating' }] },
    });
    expect(failure?.message).toContain('The end of job 1 (Terminating) could not be confirmed. Check on the back end');
    expect(stopsOf(backend)).toEqual([['SoftStop', 'Kill', 'Kill', 'Kill']]);
  });

  it('lets the look decide when the back end refuses, or the call fails for good', async () => {
    for (const answer of [
      () => Promise.resolve({ accepted: false, reason: 'wrong state' }),
      () => Promise.reject(failing('PermissionDenied')),
    ]) {
      const backend: FakeBackend = robots(running, {
        stopJobs: () => (backend.jobs[0]?.coming.push('Successful'), answer()),
      });
      expect(await failureOf(await cancelled())).toBeUndefined();
      expect(backend.states()).toEqual(['Successful']);
      expect(backend.calls.filter((name) => name === 'stopJobs')).toHaveLength(1);
    }
  });

  it('kills only those of several that did not heed it', async () => {
    const backend = robots([running, { ...running, softStop: [] }, running]);
    const calls: StopJobsInput[] = [];
    const { stopJobs } = backend.activities();
    bench.use(backend.activities({ stopJobs: (input) => (calls.push(input), stopJobs?.(input) ?? never()) }));
    expect(await failureOf(await cancelled({}, 3))).toBeUndefined();
    expect(calls.map(({ ids, strategy }) => [strategy, ids])).toEqual([
      ['SoftStop', [1, 2, 3]],
      ['Kill', [2]],
    ]);
  });

  it('is not interrupted by a cancel', async () => {
    const backend = robots({ ...running, softStop: ['Stopping'] });
    const run = await bench.start('runJob', { job: { folder: 'Shared', process: 'Robot' } });
    await bench.rests(run);
    const answer = run.executeUpdate('stop').catch(() => 'the cancel ended its wait');
    await eventually('it is told to stop', () => backend.jobs[0]?.stops.length === 1);
    await bench.rests(run);
    await run.cancel();
    // Both wait for the run, and time passes only while its result is awaited.
    const [failure] = await Promise.all([failureOf(run), answer]);
    expect(failure).toMatchObject({ type: 'JobStopped' });
    expect(backend.states()).toEqual(['Stopped']);
  });
});

function never(): never {
  throw new Error('the fake has no such activity');
}
