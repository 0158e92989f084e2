import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import type { Activities } from '../../../src/contract/activities.js';
import { eventually } from '../../eventually.js';
import { type Behaviour, failing, FakeBackend } from '../kit/fake-backend.js';
import { failureOf, timeSkipping } from '../kit/time-skipping.js';

const bench = timeSkipping();
const job = { folder: 'Shared', process: 'Robot' };

function robot(behaviour: Behaviour, instead: (backend: FakeBackend) => Partial<Activities> = () => ({})): FakeBackend {
  const backend = new FakeBackend({ Robot: behaviour });
  bench.use(backend.activities(instead(backend)));
  return backend;
}

describe('a job that is followed', () => {
  it('through every phase to its success', async () => {
    robot({ states: ['Pending', 'Running', 'Suspended', 'Resumed', 'Running', 'Successful'], output: { a: 1 } });
    const run = await bench.start('runJob', { job });
    expect(await run.result()).toMatchObject({
      outcome: 'Successful',
      output: { a: 1 },
      jobs: [{ id: 1, state: 'Successful', process: 'Robot' }],
    });
  });

  it('whose state seems to alternate for ever does not fill the history', async () => {
    const flicker = Array.from({ length: 300 }, (_, at) => (at % 2 === 0 ? 'Running' : 'Pending'));
    robot({ states: [...flicker, 'Running', 'Successful'] });
    const run = await bench.start('runJob', { job });
    expect(await run.result()).toMatchObject({ outcome: 'Successful' });
    const { events } = await run.fetchHistory();
    const polls = events?.filter(
      ({ activityTaskScheduledEventAttributes: scheduled }) => scheduled?.activityType?.name === 'pollJob',
    );
    // One for each of the first changes; then one, and a last one, for each deadline that passes.
    expect(polls?.length).toBeLessThan(flicker.length / 2);
  });

  it.each([
    ['JobFaulted', 'Faulted', "Job 1 of 'Robot' faulted: no reason given"],
    ['JobStopped', 'Stopped', "Job 1 of 'Robot' was stopped"],
    ['JobLost', 'Lost', 'no longer runs, and how it ended is not known'],
  ])('fails as %s when it ends as %s', async (type, state, said) => {
    const backend = robot({ states: ['Running', state] });
    const failure = await failureOf(await bench.start('runJob', { job }));
    expect(failure).toMatchObject({ type, details: { jobs: [{ id: 1, state }] } });
    expect(failure?.message).toContain(said);
    expect(backend.calls).not.toContain('stopJobs');
  });

  it('fails as JobStopped when somebody killed it', async () => {
    robot({ states: ['Faulted'], info: 'Job stopped with an unexpected exit code: 0x40010004' });
    expect(await failureOf(await bench.start('runJob', { job }))).toMatchObject({
      type: 'JobStopped',
      message: "Job 1 of 'Robot' was killed",
    });
  });

  it.each<[string, Behaviour, string]>([
    ['pending', { states: ['Pending'], pendingReasons: ['NoRobot', 'NoLicence'] }, 'because: NoRobot, NoLicence'],
    ['pending', { states: ['Pending'] }, 'Job 1 was Pending beyond its deadline (pending)'],
    ['run', { states: ['Running'] }, 'Job 1 was Running beyond its deadline (running)'],
    ['suspended', { states: ['Running', 'Suspended'] }, 'Job 1 was Suspended beyond its deadline (suspended)'],
  ])('is stopped when it outlives its deadline: %s', async (phase, behaviour, said) => {
    const backend = robot(behaviour);
    const failure = await failureOf(await bench.start('runJob', { job, deadlines: { [phase]: '10m' } }));
    expect(failure).toMatchObject({ type: 'JobTimedOut', details: { jobs: [{ id: 1 }] } });
    expect(failure?.message).toContain(said);
    expect(backend.states()).toEqual(['Stopped']);
  });

  it.each([
    ['an hour to wait for a robot', 'Pending', 1],
    ['a day to run', 'Running', 24],
    ['thirty days to be suspended', 'Suspended', 30 * 24],
  ])('has by default %s', async (_what, state, hours) => {
    const stoppedAtMs: number[] = [];
    robot({ states: [state] }, (fake) => ({
      stopJobs: async () => {
        stoppedAtMs.push(await bench.nowMs());
        fake.jobs[0]?.coming.push('Stopped');
        return { accepted: true };
      },
    }));
    const before = await bench.nowMs();
    expect(await failureOf(await bench.start('runJob', { job }))).toMatchObject({ type: 'JobTimedOut' });
    const took = ((stoppedAtMs[0] ?? 0) - before) / 3_600_000;
    // A look that would come after the deadline is not waited for.
    expect(took).toBeGreaterThan(hours / 2);
    expect(took).toBeLessThan(hours + 0.5);
  });

  it('adds up its running time over suspensions', async () => {
    // A minute, then fifty seconds that are left, of which the last look sees the end.
    robot({ states: ['Running', 'Running', 'Suspended', 'Running', 'Running', 'Running', 'Successful'] });
    const deadlines = { run: '110s' };
    expect(await failureOf(await bench.start('runJob', { job, deadlines }))).toMatchObject({
      type: 'JobTimedOut',
      details: { phase: 'running' },
    });
  });

  it('has the deadlines for a robot and for a suspension anew each time', async () => {
    const waits = ['Pending', 'Pending', 'Running', 'Suspended', 'Suspended', 'Resumed', 'Resumed', 'Running'];
    robot({ states: [...waits, 'Suspended', 'Suspended', 'Successful'] });
    const deadlines = { pending: '110s', suspended: '110s' };
    const run = await bench.start('runJob', { job, deadlines });
    expect(await run.result()).toMatchObject({ outcome: 'Successful' });
  });

  it('is looked at once more when no look came through before the deadline, and goes on if it has moved on', async () => {
    const backend = robot({ states: ['Running', 'Successful'] }, (fake) => ({
      pollJob: (input) => {
        if (input.phase === 'pending' && input.until !== 'now') throw ApplicationFailure.retryable('away', 'Away');
        return Promise.resolve(fake.look(input));
      },
    }));
    const run = await bench.start('runJob', { job, deadlines: { pending: '5m' } });
    expect(await run.result()).toMatchObject({ outcome: 'Successful' });
    expect(backend.calls).not.toContain('stopJobs');
  });

  it('is stopped at its deadline when not even the last look comes through', async () => {
    const backend = robot({ states: ['Running'] }, (fake) => ({
      pollJob: (input) => {
        if (input.until !== 'final') throw ApplicationFailure.retryable('away', 'Away');
        return Promise.resolve(fake.look(input));
      },
    }));
    const run = await bench.start('runJob', { job, deadlines: { pending: '5m' } });
    expect(await failureOf(run)).toMatchObject({ type: 'JobTimedOut', details: { phase: 'pending' } });
    expect(backend.states()).toEqual(['Stopped']);
  });

  it('says the state that the last attempt saw', async () => {
    robot({ states: ['Running', 'Stopping'] });
    const failure = await failureOf(await bench.start('runJob', { job, deadlines: { run: '10m' } }));
    expect(failure?.message).toContain('Job 1 was Stopping beyond its deadline (running)');
  });

  it('fails with what a look fails with for good, and is stopped', async () => {
    let refused = false;
    const backend = robot({ states: ['Running'] }, (fake) => ({
      pollJob: (input) => {
        if (!refused && input.phase === 'running') {
          refused = true;
          throw failing('PermissionDenied', { status: 403 });
        }
        return Promise.resolve(fake.look(input));
      },
    }));
    expect(await failureOf(await bench.start('runJob', { job }))).toMatchObject({
      type: 'PermissionDenied',
      details: { status: 403, jobs: [{ id: 1 }] },
    });
    expect(backend.states()).toEqual(['Stopped']);
  });
});

describe('the signal jobChanged', () => {
  it('makes the run look at once', async () => {
    let looks = 0;
    robot({ states: ['Pending', 'Successful'] }, (fake) => ({
      pollJob: async (input) => {
        looks += 1;
        return Promise.resolve(fake.look(input));
      },
    }));
    const run = await bench.start('runJob', { job });
    await eventually('it has looked', () => looks === 1);
    // Time stands still meanwhile: the next look by itself would be a minute away.
    await run.signal('jobChanged');
    await eventually('it looks again', () => looks === 2);
    expect(await run.result()).toMatchObject({ outcome: 'Successful' });
  });

  it('causes fifty looks at most, so that a flood costs no history', async () => {
    let looks = 0;
    robot({ states: [...Array.from({ length: 55 }, () => 'Pending'), 'Successful'] }, (fake) => ({
      pollJob: async (input) => {
        looks += 1;
        return Promise.resolve(fake.look(input));
      },
    }));
    const run = await bench.start('runJob', { job, deadlines: { pending: '3650d' } });
    for (let hints = 1; hints <= 50; hints += 1) {
      await eventually('it has looked', () => looks === hints);
      await run.signal('jobChanged');
    }
    await eventually('it looks for the last time', () => looks === 51);
    await run.signal('jobChanged');
    await run.query('status');
    expect(looks).toBe(51);
    expect(await run.result()).toMatchObject({ outcome: 'Successful' });
  });
});
