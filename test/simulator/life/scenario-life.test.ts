import { describe, expect, test } from 'vitest';
import { createManualClock, type ScenarioInput } from '../../../src/simulator/index.js';
import { JobStore } from '../../../src/simulator/life/job-store.js';
import { seedTenant } from '../../../src/simulator/model/seed-tenant.js';
import { action, simulate, type TestSimulator } from '../simulator-client.js';

type Behaviour = NonNullable<NonNullable<ScenarioInput['releases']>[number]['behaviour']>;

/** A simulator with one release, `R`, that lives so. */
function living(behaviour: Behaviour, more: ScenarioInput = {}, timeScale = 1): Promise<TestSimulator> {
  const scenario = { folders: ['Shared'], releases: [{ name: 'R', folder: 'Shared', behaviour }], ...more };
  return simulate({ scenario, timeScale });
}

async function statesAt({ clock, job }: TestSimulator, id: unknown, steps: readonly number[]): Promise<unknown[]> {
  const states: unknown[] = [];
  for (const step of steps) {
    clock.advance(step);
    states.push((await job(id)).State);
  }
  return states;
}

const stop = (sim: TestSimulator, id: unknown, strategy: string) =>
  sim.post(action('StopJobs'), { jobIds: [id], strategy });

describe('a behaviour', () => {
  test('cycles through Suspended and Resumed, by itself or by a call', async () => {
    const sim = await living({ pending: 1_000, running: '2s', suspensions: ['10s', 'never'] });
    const { Id, Key } = await sim.start('R');
    const states = await statesAt(sim, Id, [0, 1_000, 2_000, 10_000, 1_000, 2_000, 3_600_000]);
    expect(states).toEqual(['Pending', 'Running', 'Suspended', 'Resumed', 'Running', 'Suspended', 'Suspended']);
    await sim.post(action('ResumeJob'), { jobKey: Key });
    expect(await statesAt(sim, Id, [0, 1_000, 2_000])).toEqual(['Resumed', 'Running', 'Successful']);
    expect(await sim.job(Id)).toMatchObject({ ResumeVersion: 2 });
  });

  test.each(['Successful', 'Stopped', 'Faulted'] as const)('may end a soft stop as %s', async (end) => {
    const sim = await living({ pending: 0, running: 'never', softStop: { after: '1s', end } });
    const { Id } = await sim.start('R', { a: 1 });
    sim.clock.advance(1);
    await stop(sim, Id, 'SoftStop');
    expect(await statesAt(sim, Id, [0, 1_000])).toEqual(['Stopping', end]);
  });

  test('may ignore a soft stop and end by itself', async () => {
    const sim = await living({ pending: 0, running: '10s', softStop: 'ignored' });
    const { Id } = await sim.start('R');
    sim.clock.advance(1);
    await stop(sim, Id, 'SoftStop');
    expect(await statesAt(sim, Id, [9_000, 1_000])).toEqual(['Stopping', 'Successful']);
  });

  test('may stick in Terminating, until the three-hourly clean-up a day later', async () => {
    const sim = await living({ pending: 0, running: 'never', kill: { after: 'never', end: 'Stopped' } });
    const { Id } = await sim.start('R');
    sim.clock.advance(1);
    await stop(sim, Id, 'Kill');
    const hour = 3_600_000;
    expect(await statesAt(sim, Id, [24 * hour, 3 * hour])).toEqual(['Terminating', 'Faulted']);
    expect(await sim.job(Id)).toMatchObject({ ErrorCode: 'Orchestrator' });
  });

  test('stays pending for its reasons', async () => {
    const sim = await living({ pending: 'never', pendingReasons: ['TemplateNoLicense'] });
    const { Id } = await sim.start('R');
    const path = `/odata/Jobs(${String(Id)})/UiPath.Server.Configuration.OData.ValidateExistingJob`;
    expect((await sim.post(path, {})).body).toMatchObject({ IsValid: false, ErrorCodes: ['TemplateNoLicense'] });
  });

  test.each(['User', 'Deployment', 'System'] as const)('may fault with an error of category %s', async (category) => {
    const failure = {
      end: 'Faulted',
      category,
      code: `${category}.Broken`,
      title: 'T',
      status: 400,
      info: 'I',
    } as const;
    const sim = await living({ pending: 0, running: 0, outcomes: [{ ...failure, errorCode: 'Activity' }] });
    const { Id } = await sim.start('R');
    const { JobError, ErrorCode, Info } = await sim.job(Id);
    expect(JobError).toMatchObject({ category, code: `${category}.Broken`, title: 'T', status: 400 });
    expect([ErrorCode, Info]).toEqual(['Activity', 'I']);
  });

  test('loses an output that is too long, silently, unless it may be a file', async () => {
    const outcome = (outputAs: 'arguments' | 'file' | 'fileWhenTooLong', output: unknown) =>
      ({ end: 'Successful', output, outputAs }) as const;
    const long = { text: 'x'.repeat(10_240) };
    const outcomes = [
      outcome('arguments', long),
      outcome('fileWhenTooLong', long),
      outcome('fileWhenTooLong', { a: 1 }),
      outcome('file', { a: 1 }),
    ];
    const sim = await living({ pending: 0, running: 0, outcomes });
    const jobs: Record<string, unknown>[] = [];
    for (const { end } of outcomes) {
      const job = await sim.job((await sim.start('R')).Id);
      expect(job.State).toBe(end);
      jobs.push(job);
    }
    expect(jobs.map(({ OutputArguments }) => OutputArguments)).toEqual([null, null, '{"a":1}', null]);
    expect(jobs.map(({ OutputFile }) => OutputFile !== null)).toEqual([false, true, false, true]);
  });

  test('does not let a stop or a resume that comes too late undo an end', () => {
    const clock = createManualClock();
    const store = new JobStore(clock, () => '');
    const [release] = seedTenant.releases;
    if (release === undefined) throw new Error('no seeds');
    const order = {
      robots: seedTenant.robots,
      batchExecutionKey: '',
      reference: '',
      inputArguments: null,
      input: null,
    };
    const job = store.create({ ...order, release, folder: release.folder, echoed: {} });
    clock.advance(1_000);
    store.stop(job, 'Kill');
    store.resume(job, null);
    expect([job.state, job.stopStrategy, job.resumeVersion]).toEqual(['Successful', null, 0]);
  });

  test('refuses a time scale of nothing', async () => {
    await expect(living({}, {}, 0)).rejects.toThrow('"timeScale" must be a number above 0.');
  });

  test('lives faster by a time scale', async () => {
    const sim = await living({ pending: '1m', running: '1h' }, {}, 60);
    const { Id } = await sim.start('R');
    expect(await statesAt(sim, Id, [999, 1, 59_999, 1])).toEqual(['Pending', 'Running', 'Running', 'Successful']);
  });

  test('is overruled by StopProcessExpression and KillProcessExpression', async () => {
    const sim = await living({ pending: 0, running: 'never', kill: { after: '1s', end: 'Stopped' } });
    const net = { StopProcessExpression: '60', StopStrategy: 'SoftStop', KillProcessExpression: '30' };
    const { Id } = await sim.start('R', {}, net);
    const states = await statesAt(sim, Id, [59_999, 1, 29_999, 1, 1_000]);
    expect(states).toEqual(['Running', 'Stopping', 'Stopping', 'Terminating', 'Stopped']);
  });
});

describe('robots with a capacity', () => {
  const robots = [{ name: 'one', capacity: 2 }];
  const states = (sim: TestSimulator) => sim.simulator.jobs().map(({ State }) => State);

  test('let further jobs wait, which tell so, and take them in turn', async () => {
    const sim = await living({ pending: 0, running: '10s' }, { robots });
    for (const name of ['a', 'b', 'c', 'd']) {
      await sim.start('R', {}, { Reference: name });
      sim.clock.advance(1_000);
    }
    expect(states(sim)).toEqual(['Running', 'Running', 'Pending', 'Pending']);
    const third = sim.simulator.jobs()[2]?.Id;
    const path = `/odata/Jobs(${String(third)})/UiPath.Server.Configuration.OData.ValidateExistingJob`;
    expect((await sim.post(path, {})).body).toMatchObject({ ErrorCodes: ['RobotBusy'] });
    sim.clock.advance(6_000);
    expect(states(sim)).toEqual(['Successful', 'Running', 'Running', 'Pending']);
    sim.clock.advance(60_000);
    const [first, , last] = sim.simulator.jobs();
    expect(last).toMatchObject({ State: 'Successful', StartTime: expect.stringContaining('08:00:10.000') as string });
    expect(first).toMatchObject({ EndTime: expect.stringContaining('08:00:10.000') as string });
  });

  test('prefer jobs of higher priority', async () => {
    const sim = await living({ pending: 0, running: '10s' }, { robots: [{ name: 'one' }] });
    for (const priority of ['Normal', 'Low', 'High']) await sim.start('R', {}, { JobPriority: priority });
    sim.clock.advance(15_000);
    expect(states(sim)).toEqual(['Successful', 'Pending', 'Running']);
  });

  test('are free while a job is suspended, and a stopped job waits no longer', async () => {
    const behaviour = { pending: 0, running: '1s', suspensions: ['never'] };
    const sim = await living(behaviour, { robots: [{ name: 'one' }] });
    for (let count = 0; count < 3; count += 1) await sim.start('R');
    sim.clock.advance(500);
    const [, second] = sim.simulator.jobs();
    await stop(sim, second?.Id, 'SoftStop');
    sim.clock.advance(1_000);
    expect(states(sim)).toEqual(['Suspended', 'Stopped', 'Running']);
  });

  test('work in their folders only: without any, StartJobs is refused', async () => {
    const folders = ['Shared', 'Other'];
    const sim = await living({}, { folders, robots: [{ name: 'one', folders: ['Other'] }] });
    const { status, body } = await sim.post(action('StartJobs'), { startInfo: { ReleaseName: 'R' } });
    expect([status, body.errorCode]).toEqual([409, 1671]);
  });
});
