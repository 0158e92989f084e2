import { describe, expect, test, vi } from 'vitest';
import { simulateInfoLink } from '../../infolink/info-link-client.js';

const jobId = '0f3e9d2c-5a41-4a6e-9d53-6a1f2a9b7c10';
const ofJob = { appId: '7', jobId };

describe('the life of an InfoLink job', () => {
  test.each(['.jsp', ''])('is seen through calls with the suffix "%s"', async (suffix) => {
    const { execute, ask, clock } = await simulateInfoLink();
    const operation = { opName: 'RunScenario', opParams: { scenario: 'Echo', parameters: { day: '1', n: 2 } } };
    const started = await execute({ appId: '7', operation, jobId }, suffix);
    expect(started.body).toEqual({ status: 'success', result: { jobId } });
    expect((await ask(`getJobStatus${suffix}`, ofJob)).body).toEqual({ status: 'success', result: {} });
    clock.advance(1_000);
    const { result } = (await ask(`getJobStatus${suffix}`, ofJob)).body;
    expect(result).toMatchObject({
      status: 'completed',
      results: [{ name: 'echo', result: { records: [{ day: '1', n: '2' }] } }],
    });
    expect((await ask(`stopJob${suffix}`, ofJob)).body.result).toEqual({ status: 'already completed' });
    expect((await ask(`getActivityLog${suffix}`)).status).toBe(200);
  });

  test.each([
    ['Fails', 'completedWithError'],
    ['Stops', 'stopped'],
    ['Lost', undefined],
    ['Endless', undefined],
    ['Slow', undefined],
  ])('%s has the status %s after a second', async (scenario, status) => {
    const { run, ask, clock } = await simulateInfoLink();
    await run(scenario, { jobId });
    clock.advance(1_000);
    expect((await ask('getJobStatus', ofJob)).body.result).toEqual(status === undefined ? {} : { status });
  });

  test('has a status of its own making while an odd one runs', async () => {
    const { run, ask } = await simulateInfoLink();
    await run('Odd', { jobId });
    expect((await ask('getJobStatus', ofJob)).body.result).toEqual({ status: 'awaiting merge' });
  });

  test('a stop takes its time and may be asked for again', async () => {
    const { run, ask, clock, simulator } = await simulateInfoLink();
    await run('Endless', { jobId });
    const stops = [await ask('stopJob', ofJob), await ask('stopJob', ofJob)];
    clock.advance(2_000);
    stops.push(await ask('stopJob', ofJob));
    expect(stops.map(({ body }) => body.result?.status)).toEqual([
      'stop started',
      'already being stopped',
      'already completed',
    ]);
    expect(simulator.infoLinkJobs()).toMatchObject([{ jobId, status: 'stopped', stopAsked: true }]);
  });

  test('a stubborn job never heeds a stop', async () => {
    const { run, ask, clock } = await simulateInfoLink();
    await run('Stubborn', { jobId });
    await ask('stopJob', ofJob);
    clock.advance(86_400_000);
    expect((await ask('stopJob', ofJob)).body.result).toEqual({ status: 'already being stopped' });
  });

  test('a time scale shortens it', async () => {
    const { run, simulator, clock } = await simulateInfoLink({ timeScale: 10 });
    await run('Slow');
    clock.advance(6_000);
    expect(simulator.infoLinkJobs()).toMatchObject([{ status: 'completed', endTime: '2026-01-05T08:00:06.000Z' }]);
  });
});

describe('executeJob', () => {
  test('waits for the end when it is not asynchronous', async () => {
    const { run, clock, simulator } = await simulateInfoLink();
    const reply = run('Table', { isAsync: false, noResultSchema: true, parameters: { rows: 2 } });
    await vi.waitFor(() => expect(simulator.infoLinkJobs()).toHaveLength(1), 10_000);
    clock.advance(1_000);
    const records = [
      { id: '1', name: 'Row 1' },
      { id: '2', name: 'Row 2' },
    ];
    expect((await reply).body.result).toEqual({ results: [{ name: 'table', result: { records } }] });
  });

  test('answers as an error when a job that is not asynchronous goes wrong', async () => {
    const { run, clock, simulator } = await simulateInfoLink();
    const reply = run('Fails', { isAsync: false });
    await vi.waitFor(() => expect(simulator.infoLinkJobs()).toHaveLength(1), 10_000);
    clock.advance(1_000);
    expect((await reply).body).toEqual({
      status: 'error',
      result: { message: 'The job ended as completedWithError.' },
    });
  });

  test.each([
    ['runsAgain', ['success', 'success'], 2],
    ['refused', ['success', 'error'], 1],
    ['ignored', ['success', 'success'], 1],
  ] as const)('with an id that exists: %s', async (repeatedJobId, statuses, count) => {
    const { run, simulator } = await simulateInfoLink();
    simulator.setInfoLink({ repeatedJobId });
    const replies = [await run('Echo', { jobId }), await run('Echo', { jobId })];
    expect(replies.map(({ body }) => body.status)).toEqual(statuses);
    expect(simulator.infoLinkJobs()).toHaveLength(count);
  });

  test.each([
    [{ appId: undefined }, 400, 'appId parameter is required.'],
    [{ appId: '9' }, 404, 'App "9" does not exist.'],
    [{ operation: undefined }, 400, 'operation parameter is required.'],
    [{ jobId: 5 }, 400, 'jobId parameter must be a text.'],
    [{ operation: { opName: 'RunScenario', opParams: { scenario: 'No' } } }, 404, 'Scenario "No" does not exist.'],
  ])('refuses %j, with a status of its own only when told so', async (fields, status, message) => {
    const { run, simulator } = await simulateInfoLink();
    const plain = await run('Echo', fields);
    expect([plain.status, plain.body]).toEqual([200, { status: 'error', result: { message } }]);
    simulator.setInfoLink({ errorStatus: true });
    expect((await run('Echo', fields)).status).toBe(status);
    expect(simulator.infoLinkJobs()).toEqual([]);
  });
});

describe('the activity log', () => {
  test('tells a lost job from a running one', async () => {
    const { run, ask, clock } = await simulateInfoLink();
    await run('Lost', { jobId });
    clock.advance(1_000);
    await run('Slow');
    const { records } = (await ask('getActivityLog', { initType: 'api' })).body.result ?? {};
    expect(records).toMatchObject([
      { title: 'Slow', actuallyRunning: true, status: null, startTime: '2026-01-05 03:00:01.000' },
      { title: 'Lost', actuallyRunning: false, status: null, appId: 7, jobId, endTime: null },
    ]);
  });

  test.each([
    [{ limit: '1' }, ['Fails']],
    [{ title: 'cho' }, ['Echo']],
    [{ status: 'completedWithError' }, ['Fails']],
    [{ after: '2026-01-05 03:00:00.000' }, ['Fails']],
    [{ before: '2026-01-05 03:00:00.000' }, ['Echo']],
    [{ appId: '8' }, []],
    [{ initType: 'manual' }, []],
    [{ userId: '1' }, ['Fails', 'Echo']],
  ])('is filtered by %j', async (query, titles) => {
    const { run, ask, clock } = await simulateInfoLink();
    await run('Echo');
    clock.advance(1_000);
    await run('Fails');
    clock.advance(1_000);
    const { records } = (await ask('getActivityLog', query)).body.result as { records: { title: string }[] };
    expect(records.map(({ title }) => title)).toEqual(titles);
  });
});

test('an address that InfoLink lacks gets a page with 404', async () => {
  const { ask } = await simulateInfoLink();
  expect(await ask('executeJob')).toMatchObject({ status: 404, body: {} });
  expect((await ask('nothing.jsp')).text).toContain('<html>');
});
