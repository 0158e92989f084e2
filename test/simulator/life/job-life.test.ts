import { describe, expect, test } from 'vitest';
import { action, simulate, type TestSimulator } from '../simulator-client.js';

/** The states a job shows when it is looked at after each of these times. */
async function statesAt({ clock, job }: TestSimulator, id: unknown, steps: readonly number[]): Promise<unknown[]> {
  const states: unknown[] = [];
  for (const step of steps) {
    clock.advance(step);
    states.push((await job(id)).State);
  }
  return states;
}

describe('the life of a job', () => {
  test('Echo is pending, runs, succeeds within a second and gives back its input', async () => {
    const sim = await simulate();
    const { Id } = await sim.start('Echo', { day: '2026-11-23', lines: [1, 'zwölf'] });
    expect(await statesAt(sim, Id, [0, 300, 800])).toEqual(['Pending', 'Running', 'Successful']);
    const job = await sim.job(Id);
    expect(JSON.parse(String(job.OutputArguments))).toEqual({ day: '2026-11-23', lines: [1, 'zwölf'] });
    expect(job).toMatchObject({ Info: 'Job completed', JobError: null, ErrorCode: null });
  });

  test('times, machine and robot appear as the job gets them, with seven digits', async () => {
    const { start, job, clock } = await simulate();
    const pending = await start('Echo');
    expect(pending).toMatchObject({ State: 'Pending', StartTime: null, EndTime: null, HostMachineName: null });
    clock.advance(300);
    const running = await job(pending.Id);
    expect(running).toMatchObject({ HostMachineName: 'ACME-VM-01', EndTime: null, Info: null });
    clock.advance(5_000);
    const ended = await job(pending.Id);
    const times = ['CreationTime', 'StartTime', 'EndTime'].map((name) => String(ended[name]));
    for (const time of times) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/);
    expect(times).toEqual([...times].sort());
    expect(times[2]?.slice(0, 23)).toBe('2026-01-05T08:00:01.000');
  });

  test('a job nobody looked at has gone through all its states at their own times', async () => {
    const { start, job, clock } = await simulate();
    const { Id } = await start('Fails');
    clock.advance(86_400_000);
    expect(String((await job(Id)).EndTime)).toContain('08:00:01.000');
  });

  test('Fails faults with an error, a stack and empty output', async () => {
    const { start, job, clock } = await simulate();
    const { Id } = await start('Fails');
    clock.advance(1_000);
    const faulted = await job(Id);
    expect(faulted).toMatchObject({ State: 'Faulted', ErrorCode: 'Robot', OutputArguments: '{}' });
    expect(faulted.JobError).toMatchObject({
      code: 'System.SimulatedFailure',
      category: 'System',
      title: 'Simulated failure',
      status: 500,
    });
    expect(faulted.Info).toContain('System.InvalidOperationException');
  });

  test('Fails takes its category from the input', async () => {
    const { start, job, clock } = await simulate();
    const { Id } = await start('Fails', { category: 'User' });
    clock.advance(1_000);
    expect((await job(Id)).JobError).toMatchObject({ category: 'User', code: 'User.SimulatedFailure' });
  });

  test('Fails succeeds from the asked attempt on, counted among jobs of equal input', async () => {
    const { start, job, clock } = await simulate();
    const ids: unknown[] = [];
    for (let attempt = 1; attempt <= 4; attempt += 1) ids.push((await start('Fails', { succeedOnAttempt: 3 })).Id);
    const other = await start('Fails', { succeedOnAttempt: 3, run: 'other' });
    clock.advance(1_000);
    const states = await Promise.all([...ids, other.Id].map(async (id) => (await job(id)).State));
    expect(states).toEqual(['Faulted', 'Faulted', 'Successful', 'Successful', 'Faulted']);
  });

  test('Slow runs for a minute', async () => {
    const sim = await simulate();
    const { Id } = await sim.start('Slow');
    expect(await statesAt(sim, Id, [1_000, 59_000, 1_000])).toEqual(['Running', 'Running', 'Successful']);
  });

  test('Slow reacts to a soft stop and ends Stopped within a second', async () => {
    const sim = await simulate();
    const { Id } = await sim.start('Slow');
    sim.clock.advance(5_000);
    await sim.post(action('StopJobs'), { jobIds: [Id], strategy: 'SoftStop' });
    expect(await statesAt(sim, Id, [0, 1_000])).toEqual(['Stopping', 'Stopped']);
    expect(await sim.job(Id)).toMatchObject({ StopStrategy: 'SoftStop', OutputArguments: null });
  });

  test('Stubborn stays Stopping until a Kill, which faults it with the exit code', async () => {
    const sim = await simulate();
    const { Id } = await sim.start('Stubborn');
    sim.clock.advance(1_000);
    await sim.post(action('StopJobs'), { jobIds: [Id], strategy: 'SoftStop' });
    expect(await statesAt(sim, Id, [0, 30_000])).toEqual(['Stopping', 'Stopping']);
    await sim.post(action('StopJobs'), { jobIds: [Id], strategy: 'Kill' });
    expect(await statesAt(sim, Id, [0, 1_000])).toEqual(['Terminating', 'Faulted']);
    expect((await sim.job(Id)).Info).toBe('Job stopped with an unexpected exit code: 0x40010004');
  });

  test('Suspends waits for a resume, with new input if there is any, and then succeeds', async () => {
    const sim = await simulate();
    const { Id, Key } = await sim.start('Suspends', { approve: '?' });
    expect(await statesAt(sim, Id, [500, 500, 86_400_000])).toEqual(['Running', 'Suspended', 'Suspended']);
    const resumed = await sim.post(action('ResumeJob'), { jobKey: Key, inputArguments: '{"approve":"yes"}' });
    expect([resumed.status, resumed.body.State]).toEqual([200, 'Resumed']);
    expect(await statesAt(sim, Id, [300, 800])).toEqual(['Running', 'Successful']);
    expect(await sim.job(Id)).toMatchObject({ OutputArguments: '{"approve":"yes"}', ResumeVersion: 1 });
  });

  test('Waits stays Pending for ever, and a stop ends it at once', async () => {
    const sim = await simulate();
    const { Id } = await sim.start('Waits');
    expect(await statesAt(sim, Id, [86_400_000])).toEqual(['Pending']);
    await sim.post(action('StopJobs'), { jobIds: [Id], strategy: 'SoftStop' });
    expect(await statesAt(sim, Id, [0])).toEqual(['Stopped']);
    expect(await sim.job(Id)).toMatchObject({ StartTime: null, HostMachineName: null });
  });
});
