import { describe, expect, test } from 'vitest';
import { action, simulate } from '../../simulator-client.js';

describe('StopJobs', () => {
  test.each(['SoftStop', '1', 1])('takes %j for a soft stop and answers 200 without a body', async (strategy) => {
    const { start, post, job, clock } = await simulate();
    const { Id } = await start('Slow');
    clock.advance(1_000);
    const reply = await post(action('StopJobs'), { jobIds: [Id], strategy });
    expect([reply.status, reply.text]).toEqual([200, '']);
    expect(await job(Id)).toMatchObject({ State: 'Stopping', StopStrategy: 'SoftStop' });
  });

  test.each(['Kill', '2', 2])('takes %j for a kill', async (strategy) => {
    const { start, post, job, clock } = await simulate();
    const { Id } = await start('Slow');
    clock.advance(1_000);
    await post(action('StopJobs'), { JobIds: [Id], Strategy: strategy });
    expect((await job(Id)).State).toBe('Terminating');
    clock.advance(1_000);
    expect((await job(Id)).State).toBe('Stopped');
  });

  test('soft-stopping Echo changes nothing about its end', async () => {
    const { start, post, job, clock } = await simulate();
    const { Id } = await start('Echo');
    clock.advance(500);
    await post(action('StopJobs'), { jobIds: [Id], strategy: 'SoftStop' });
    clock.advance(500);
    expect((await job(Id)).State).toBe('Successful');
  });

  test('a soft stop after a kill does not soften it', async () => {
    const { start, post, job, clock } = await simulate();
    const { Id } = await start('Slow');
    clock.advance(1_000);
    await post(action('StopJobs'), { jobIds: [Id], strategy: 'Kill' });
    expect((await post(action('StopJobs'), { jobIds: [Id], strategy: 'SoftStop' })).status).toBe(200);
    expect(await job(Id)).toMatchObject({ State: 'Terminating', StopStrategy: 'Kill' });
  });

  test('is all or nothing: 409 for a final job, 404 for an unknown one, and the others live on', async () => {
    const { start, post, job, clock } = await simulate();
    const [echo, slow] = [await start('Echo'), await start('Slow')];
    clock.advance(2_000);
    const final = await post(action('StopJobs'), { jobIds: [slow.Id, echo.Id], strategy: 'Kill' });
    expect(final.status).toBe(409);
    expect(final.body).toMatchObject({ errorCode: 0, message: expect.stringContaining('has already ended') as string });
    const unknown = await post(action('StopJobs'), { jobIds: [slow.Id, 5], strategy: 'Kill' });
    expect([unknown.status, unknown.body.errorCode]).toEqual([404, 1002]);
    expect((await job(slow.Id)).State).toBe('Running');
  });

  test.each([
    [{ jobIds: [], strategy: 'Kill' }],
    [{ strategy: 'Kill' }],
    [{ jobIds: ['key'], strategy: 'Kill' }],
    [{ jobIds: [1] }],
    [{ jobIds: [100_001], strategy: '3' }],
    ['nonsense'],
  ])('refuses %j', async (body) => {
    const { post, start } = await simulate();
    await start('Slow');
    expect((await post(action('StopJobs'), body)).status).toBeGreaterThanOrEqual(400);
  });

  test('StopJob stops one job by its id, whether the body repeats the id or not', async () => {
    const { start, post, job, clock } = await simulate();
    for (const more of [{}, { jobId: 7 }]) {
      const { Id } = await start('Slow');
      clock.advance(1_000);
      const path = `/odata/Jobs(${String(Id)})/UiPath.Server.Configuration.OData.StopJob`;
      expect((await post(path, { strategy: '2', ...more })).status).toBe(200);
      expect((await job(Id)).State).toBe('Terminating');
    }
  });

  test('stops a suspended job at once', async () => {
    const { start, post, job, clock } = await simulate();
    const { Id } = await start('Suspends');
    clock.advance(1_000);
    await post(action('StopJobs'), { jobIds: [Id], strategy: 'SoftStop' });
    expect((await job(Id)).State).toBe('Stopped');
  });
});

describe('ResumeJob', () => {
  test('refuses a job that is not suspended with 409 and an unknown one with 404', async () => {
    const { start, post } = await simulate();
    const { Key } = await start('Suspends');
    expect((await post(action('ResumeJob'), { jobKey: Key })).status).toBe(409);
    const unknown = await post(action('ResumeJob'), { jobKey: '22222222-bbbb-4bbb-8bbb-000000000101' });
    expect([unknown.status, unknown.body.errorCode]).toEqual([404, 1002]);
    expect((await post(action('ResumeJob'), { jobKey: 7 })).status).toBe(400);
  });
});
