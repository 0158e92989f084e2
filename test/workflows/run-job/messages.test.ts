import { describe, expect, it } from 'vitest';
import type { RunJobStatus } from '../../../src/contract/messages.js';
import { eventually } from '../../eventually.js';
import { failing, FakeBackend } from '../kit/fake-backend.js';
import { failureOf, type Run, timeSkipping } from '../kit/time-skipping.js';

const bench = timeSkipping();

function started(): Promise<Run> {
  return bench.start('runJob', { job: { folder: 'Shared', process: 'Robot' } });
}

const statusOf = (run: Run): Promise<RunJobStatus> => run.query<RunJobStatus>('status');
const stateIs = async (run: Run, state: string): Promise<void> => {
  await eventually(`the run sees ${state}`, async () => (await statusOf(run)).jobs[0]?.job.state === state);
  await bench.rests(run);
};

describe('the query status', () => {
  it('tells connection, folder, process, what the run does, and its jobs', async () => {
    const backend = new FakeBackend({ Robot: { states: ['Pending'], pendingReasons: ['NoRobot'] } });
    bench.use(backend.activities());
    const run = await started();
    await eventually('it knows why', async () => (await statusOf(run)).jobs[0]?.pendingReasons !== undefined);
    expect(await statusOf(run)).toMatchObject({
      connection: 'default',
      folder: 'Shared',
      process: 'Robot',
      activity: 'Following',
      jobs: [{ job: { id: 1, state: 'Pending' }, pendingReasons: ['NoRobot'], since: expect.any(String) as string }],
    });
  });
});

describe('the update stop', () => {
  it('answers when the end was seen, and the run fails with the reason', async () => {
    const backend = new FakeBackend({ Robot: { states: ['Running'] } });
    bench.use(backend.activities());
    const run = await started();
    await stateIs(run, 'Running');
    expect(await run.executeUpdate('stop', { args: [{ reason: 'order withdrawn' }] })).toMatchObject({
      jobs: [{ job: { state: 'Stopped' } }],
    });
    expect(await failureOf(run)).toMatchObject({
      type: 'JobStopped',
      message: 'Stopped on request: order withdrawn',
      details: { jobs: [{ state: 'Stopped' }] },
    });
  });

  it('keeps the first reason, and needs none', async () => {
    const backend = new FakeBackend({ Robot: { states: ['Running'] } });
    let told = false;
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    bench.use(
      backend.activities({
        stopJobs: async () => {
          told = true;
          await held;
          backend.jobs[0]?.coming.push('Stopped');
          return { accepted: true };
        },
      }),
    );
    const run = await started();
    await stateIs(run, 'Running');
    const first = run.executeUpdate('stop');
    await eventually('it is told to stop', () => told);
    const second = run.executeUpdate('stop', { args: [{ reason: 'second' }] });
    await eventually('both are taken', async () => {
      const events = (await run.fetchHistory()).events ?? [];
      return events.filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes).length === 2;
    });
    goOn();
    await Promise.all([first, second]);
    expect((await failureOf(run))?.message).toBe('Stopped on request');
  });

  it('ends a run that has no job yet', async () => {
    const backend = new FakeBackend();
    let asked = false;
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    bench.use(
      backend.activities({
        resolveRelease: async () => {
          asked = true;
          await held;
          return { folder: {}, release: { name: 'Robot' } };
        },
      }),
    );
    const run = await started();
    await eventually('it looks up the process', () => asked);
    await run.executeUpdate('stop');
    goOn();
    expect((await failureOf(run))?.type).toBe('JobStopped');
    expect(backend.jobs).toEqual([]);
  });
});

describe('the update resume', () => {
  it('resumes what is suspended, and the run looks at once', async () => {
    const backend = new FakeBackend({ Robot: { states: ['Running', 'Suspended'] } });
    bench.use(backend.activities());
    const run = await started();
    await stateIs(run, 'Suspended');
    await run.executeUpdate('resume');
    await eventually('it looks', () => backend.states()[0] !== 'Suspended');
    expect(await run.result()).toMatchObject({ outcome: 'Successful' });
  });

  it('is refused when no job is suspended', async () => {
    const backend = new FakeBackend({ Robot: { states: ['Running'] } });
    bench.use(backend.activities());
    const run = await started();
    await stateIs(run, 'Running');
    await expect(run.executeUpdate('resume')).rejects.toMatchObject({
      cause: { type: 'RequestRefused', message: 'No job of this run is suspended' },
    });
  });

  it('fails as the back end refuses it, and the run goes on', async () => {
    const backend = new FakeBackend({ Robot: { states: ['Running', 'Suspended'] } });
    bench.use(backend.activities({ resumeJob: () => Promise.reject(failing('RequestRefused', {}, 'not now')) }));
    const run = await started();
    await stateIs(run, 'Suspended');
    await expect(run.executeUpdate('resume')).rejects.toMatchObject({ cause: { message: 'not now' } });
    expect((await statusOf(run)).activity).toBe('Following');
  });
});
