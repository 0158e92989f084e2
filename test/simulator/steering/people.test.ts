import { describe, expect, test } from 'vitest';
import { action, simulate } from '../simulator-client.js';

const stopped = async (sim: Awaited<ReturnType<typeof simulate>>, id: unknown) =>
  (await sim.post(action('StopJobs'), { jobIds: [id], strategy: 'Kill' })).status;

describe('a person', () => {
  test('deletes a job: no call finds it any more, and it lives no longer', async () => {
    const { simulator, start, get, clock } = await simulate();
    const [{ Id, Key }, other] = [await start('Echo'), await start('Echo')];
    simulator.deleteJob(String(Key));
    expect((await get(`/odata/Jobs(${String(Id)})`)).body).toMatchObject({ errorCode: 1002 });
    expect((await get(action(`GetByKey(identifier=${String(Key)})`))).status).toBe(404);
    expect((await get('/odata/Jobs')).rows).toMatchObject([{ Id: other.Id }]);
    clock.advance(60_000);
    expect(simulator.jobs()).toMatchObject([{ Id: other.Id, State: 'Successful' }]);
    expect(() => simulator.deleteJob(Number(Id))).toThrow(`No job has the id or key "${String(Id)}".`);
  });

  test('deletes a running job, whose robot is free for the next one', async () => {
    const robots = [{ name: 'only', capacity: 1 }];
    const { simulator, start, job, clock } = await simulate({ scenario: { seeds: true, robots: robots } });
    const jobs = [];
    for (let count = 0; count < 5; count += 1) jobs.push(await start('Slow', {}, { RobotIds: [14] }));
    clock.advance(1_000);
    const [first, second, third] = jobs;
    expect([(await job(first?.Id)).State, (await job(third?.Id)).State]).toEqual(['Running', 'Pending']);
    simulator.deleteJob(Number(second?.Id));
    simulator.deleteJob(Number(first?.Id));
    expect((await job(third?.Id)).State).toBe('Running');
  });

  test('deletes a release, which can no longer be started, and a reset brings it back', async () => {
    const { simulator, start, post, clock, job, get } = await simulate();
    const { Id } = await start('Echo');
    simulator.deleteRelease('Echo');
    const { status, body } = await post(action('StartJobs'), { startInfo: { ReleaseName: 'Echo' } });
    expect([status, body.errorCode]).toEqual([404, 1002]);
    expect((await get("/odata/Releases?$filter=Name eq 'Echo'")).rows).toEqual([]);
    clock.advance(1_000);
    expect((await job(Id)).State).toBe('Successful');
    expect(() => simulator.restartJob(Number(Id))).toThrow('Release does not exist.');
    expect(() => simulator.deleteRelease(101)).toThrow('No release has the id, key or name "101".');
    simulator.reset();
    await start('Echo');
  });

  test('restarts a job: the copy has its Reference and input, a new id and key, and starts now', async () => {
    const { simulator, start, clock } = await simulate();
    const batch = '0b7c1f7e-3f43-4e6b-9d4a-6a4e9c1f0a11';
    const job = await start('Echo', { a: 1 }, { Reference: 'run-1', BatchExecutionKey: batch });
    expect(() => simulator.restartJob(Number(job.Id))).toThrow('only a job that has ended can be restarted');
    clock.advance(3_600_000);
    const copy = simulator.restartJob(Number(job.Id));
    expect(copy).toMatchObject({ State: 'Pending', Reference: 'run-1', InputArguments: '{"a":1}' });
    expect(String(copy.CreationTime).slice(0, 16)).toBe('2026-01-05T09:00');
    expect([copy.Id === job.Id, copy.Key === job.Key, copy.BatchExecutionKey === batch]).toEqual([false, false, false]);
    expect(simulator.restartJob(String(job.Key), { keepBatch: true })).toMatchObject({ BatchExecutionKey: batch });
    expect(simulator.jobs()).toHaveLength(3);
  });

  test('or a slow index keeps a job out of lists for a time, not out of single reads', async () => {
    const { simulator, start, get, job, clock } = await simulate();
    const { Id } = await start('Slow');
    expect((await get('/odata/Jobs')).rows).toHaveLength(1);
    simulator.hideJob(Number(Id), 5_000);
    expect((await get('/odata/Jobs')).rows).toEqual([]);
    expect((await job(Id)).Id).toBe(Id);
    clock.advance(5_000);
    expect((await get('/odata/Jobs')).rows).toHaveLength(1);
  });
});

describe('a job that is put into a state', () => {
  test.each([
    ['Cancelled', undefined, false, 200],
    ['Cancelled', true, true, 409],
    ['Unknown', false, false, 200],
    ['Awaiting merge', true, true, 409],
    ['Faulted', false, false, 409],
    ['Successful', undefined, true, 409],
    ['Suspended', undefined, false, 200],
  ])('%s, ended: %s', async (state, ended, hasEndTime, stopStatus) => {
    const sim = await simulate();
    const { Id } = await sim.start('Slow');
    sim.clock.advance(1_000);
    expect(sim.simulator.setJobState(Number(Id), state, { ended })).toMatchObject({ State: state });
    sim.clock.advance(3_600_000);
    const { State, EndTime } = await sim.job(Id);
    expect([State, EndTime !== null]).toEqual([state, hasEndTime]);
    expect((await sim.get('/odata/Jobs')).rows).toMatchObject([{ State: state }]);
    expect(await stopped(sim, Id)).toBe(stopStatus);
    if (stopStatus === 200) expect(await sim.job(Id)).toMatchObject({ State: 'Stopped' });
  });

  test('lives on where the state is a known one', async () => {
    const { simulator, start, job, clock } = await simulate();
    const { Id } = await start('Slow');
    clock.advance(1_000);
    simulator.setJobState(Number(Id), 'Unknown');
    simulator.setJobState(Number(Id), 'Running');
    expect((await job(Id)).State).toBe('Running');
    clock.advance(60_000);
    expect(await job(Id)).toMatchObject({ State: 'Successful', HostMachineName: 'ACME-VM-01' });
  });

  test('leaves its robot, and takes one that is free', async () => {
    const scenario = { seeds: true, robots: [{ name: 'only', capacity: 1 }] };
    const { simulator, start, job, clock } = await simulate({ scenario });
    const RobotIds = [14];
    const first = await start('Slow', {}, { RobotIds });
    clock.advance(1_000);
    const second = await start('Slow', {}, { RobotIds });
    clock.advance(1_000);
    expect((await job(second.Id)).State).toBe('Pending');
    simulator.setJobState(Number(first.Id), 'Cancelled', { ended: true });
    expect((await job(second.Id)).State).toBe('Running');
    simulator.setJobState(Number(first.Id), 'Running');
    expect(await job(first.Id)).toMatchObject({ State: 'Running', EndTime: null, HostMachineName: null });
  });
});
