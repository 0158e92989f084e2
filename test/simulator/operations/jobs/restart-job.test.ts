import { describe, expect, test } from 'vitest';
import { action, simulate } from '../../simulator-client.js';

describe('RestartJob', () => {
  test('makes a new job like the one that has ended', async () => {
    const { start, post, clock, job } = await simulate();
    const old = await start('Echo', { a: 1 }, { Reference: 'r' });
    clock.advance(1_000);
    const { status, body } = await post(action('RestartJob'), { jobId: old.Id });
    expect([status, body.State, body.Reference, body.InputArguments]).toEqual([200, 'Pending', 'r', '{"a":1}']);
    expect([body.Key, body.BatchExecutionKey]).not.toEqual([old.Key, old.BatchExecutionKey]);
    clock.advance(1_000);
    expect(await job(body.Id)).toMatchObject({ State: 'Successful', OutputArguments: '{"a":1}' });
  });

  test('is the next attempt of its input', async () => {
    const { start, post, clock, job } = await simulate();
    const { Id } = await start('Fails', { succeedOnAttempt: 2 });
    clock.advance(1_000);
    const again = await post(action('RestartJob'), { jobId: Id });
    clock.advance(1_000);
    expect((await job(again.body.Id)).State).toBe('Successful');
  });

  test('refuses a job that has not ended, and one that does not exist', async () => {
    const { start, post } = await simulate();
    const { Id } = await start('Waits');
    expect((await post(action('RestartJob'), { jobId: Id })).status).toBe(409);
    expect((await post(action('RestartJob'), { jobId: 1 })).status).toBe(404);
    expect((await post(action('RestartJob'), {})).status).toBe(400);
  });
});

describe('GetJobInfo', () => {
  test('finds the folder of a job without a folder header', async () => {
    const { start, get } = await simulate();
    const { Key } = await start('Echo');
    const { status, body } = await get(`/api/Jobs/GetJobInfo?jobKey=${String(Key)}`, { folder: null });
    expect([status, body.organizationUnitId]).toEqual([200, 1]);
    expect((await get('/api/Jobs/GetJobInfo?jobKey=x')).status).toBe(400);
    const unknownKey = '22222222-bbbb-4bbb-8bbb-000000000101';
    expect((await get(`/api/Jobs/GetJobInfo?jobKey=${unknownKey}`)).status).toBe(404);
  });
});
