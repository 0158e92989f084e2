import { describe, expect, test } from 'vitest';
import type { FaultInput } from '../../../src/simulator/index.js';
import { action, simulate } from '../simulator-client.js';

const startEcho = { startInfo: { ReleaseName: 'Echo' } };

describe('faults', () => {
  test('before StartJobs: the caller gets the status and no job exists', async () => {
    const { simulator, post } = await simulate();
    simulator.addFault({ operation: 'StartJobs', fault: 'status', status: 503 });
    const reply = await post(action('StartJobs'), startEcho);
    expect([reply.status, reply.headers['content-type']]).toEqual([503, 'text/html; charset=utf-8']);
    expect(simulator.jobs()).toHaveLength(0);
  });

  test('after StartJobs: the caller gets 503 but the job exists', async () => {
    const { simulator, post } = await simulate();
    simulator.addFault({ operation: 'StartJobs', fault: 'status', status: 503, when: 'after' });
    expect((await post(action('StartJobs'), startEcho)).status).toBe(503);
    expect(simulator.jobs()).toHaveLength(1);
    expect((await post(action('StartJobs'), startEcho)).status).toBe(201);
  });

  test.each([
    ['before', 0],
    ['after', 1],
  ] as const)('drop %s StartJobs cuts the connection and leaves %i job', async (when, count) => {
    const { simulator, post } = await simulate();
    simulator.addFault({ operation: 'StartJobs', fault: 'drop', when });
    await expect(post(action('StartJobs'), startEcho)).rejects.toThrow();
    expect(simulator.jobs()).toHaveLength(count);
    expect(simulator.calls()).toMatchObject([{ operation: 'StartJobs', status: null }]);
  });

  test('strike as often as told, then stop', async () => {
    const { simulator, get } = await simulate();
    simulator.addFault({ operation: 'Jobs.list', fault: 'status', status: 500, times: 2 });
    const statuses: number[] = [];
    for (let call = 0; call < 3; call += 1) statuses.push((await get('/odata/Jobs')).status);
    expect(statuses).toEqual([500, 500, 200]);
    expect(simulator.faults()).toEqual([]);
  });

  test('of one operation strike in the order they were added and leave other operations alone', async () => {
    const { simulator, get } = await simulate();
    simulator.addFault({ operation: 'Jobs.get', fault: 'status', status: 500 });
    simulator.addFault({ operation: 'Jobs.get', fault: 'status', status: 429, headers: { 'Retry-After': '7' } });
    expect((await get('/odata/Jobs')).status).toBe(200);
    expect(await get('/odata/Jobs(1)')).toMatchObject({ status: 500, body: { errorCode: 0 } });
    const limited = await get('/odata/Jobs(1)');
    expect([limited.status, limited.headers['retry-after']]).toEqual([429, '7']);
    expect((await get('/odata/Jobs(1)')).status).toBe(404);
  });

  test('carry a body of the caller’s choice, text as it is and anything else as JSON', async () => {
    const { simulator, get } = await simulate();
    const fault: FaultInput = { operation: 'Jobs.list', fault: 'status', status: 409 };
    simulator.addFault({ ...fault, body: { message: 'busy', errorCode: 1670 } });
    simulator.addFault({ ...fault, body: '<xml/>', headers: { 'Content-Type': 'text/xml' } });
    expect((await get('/odata/Jobs')).body).toEqual({ message: 'busy', errorCode: 1670 });
    const text = await get('/odata/Jobs');
    expect([text.text, text.headers['content-type']]).toEqual(['<xml/>', 'text/xml']);
  });

  test('html answers 200 with a page', async () => {
    const { simulator, get } = await simulate();
    simulator.addFault({ operation: 'Folders', fault: 'html' });
    const reply = await get('/odata/Folders(1)');
    expect([reply.status, reply.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  });

  test('delay is slow and then answers as usual', async () => {
    const { simulator, get } = await simulate();
    simulator.addFault({ operation: 'Releases', fault: 'delay', delayMs: 60 });
    const before = performance.now();
    expect((await get('/odata/Releases')).rows).toHaveLength(6);
    expect(performance.now() - before).toBeGreaterThanOrEqual(50);
  });

  test('error answers with an entry of the error table and Orchestrator’s headers', async () => {
    const { simulator, get } = await simulate();
    simulator.addFault({ operation: '*', fault: 'error', error: 'RobotsBusy' });
    const reply = await get('/odata/Jobs');
    expect(reply).toMatchObject({ status: 409, body: { errorCode: 1670 } });
    expect(reply.headers['api-supported-versions']).toBe('20.0');
  });

  test('throttle tells when to come back: in seconds, as a date, or in the body alone', async () => {
    const { simulator, get } = await simulate();
    for (const retryAfterForm of ['seconds', 'date', 'body'] as const)
      simulator.addFault({ operation: 'Jobs.list', fault: 'throttle', retryAfterSeconds: 9, retryAfterForm });
    expect(await get('/odata/Jobs')).toMatchObject({ status: 429, headers: { 'retry-after': '9' } });
    const dated = await get('/odata/Jobs');
    const waitMs = Date.parse(String(dated.headers['retry-after'])) - Date.parse(String(dated.headers.date));
    expect([8_000, 9_000, 10_000]).toContain(waitMs);
    const edge = await get('/odata/Jobs');
    expect(edge).toMatchObject({ status: 429, body: { error: 'rate_limited', retry_after: 9 } });
    expect(edge.headers['retry-after']).toBeUndefined();
    expect(edge.headers['api-supported-versions']).toBeUndefined();
  });

  test('text is what a proxy says of a server that is gone', async () => {
    const { simulator, get } = await simulate();
    simulator.addFault({ operation: 'Jobs.list', fault: 'text' });
    const reply = await get('/odata/Jobs');
    expect([reply.status, reply.headers['content-type']]).toEqual([502, 'text/plain; charset=utf-8']);
    expect(reply.text).toContain('upstream connect error');
  });

  test('slowBody sends the whole answer in pieces', async () => {
    const { simulator, get } = await simulate();
    simulator.addFault({ operation: 'Releases', fault: 'slowBody', delayMs: 60 });
    expect((await get('/odata/Releases')).rows).toHaveLength(6);
  });

  test('truncate cuts the answer to a call that took effect', async () => {
    const { simulator, post } = await simulate();
    simulator.addFault({ operation: 'StartJobs', fault: 'truncate' });
    await expect(post(action('StartJobs'), startEcho)).rejects.toThrow();
    expect(simulator.jobs()).toHaveLength(1);
  });

  test('hide keeps the jobs of one start out of lists for a while; a visibility delay those of all', async () => {
    const { simulator, clock, get, start, job } = await simulate();
    simulator.addFault({ operation: 'StartJobs', fault: 'hide', hiddenMs: 3_000 });
    const hidden = await start('Echo');
    await start('Echo');
    expect((await get('/odata/Jobs')).rows).toHaveLength(1);
    expect(await job(hidden.Id)).toMatchObject({ Id: hidden.Id });
    clock.advance(3_000);
    expect((await get('/odata/Jobs')).rows).toHaveLength(2);
    simulator.setVisibilityDelay(1_000);
    await start('Echo');
    expect((await get('/odata/Jobs')).rows).toHaveLength(2);
    clock.advance(1_000);
    expect((await get('/odata/Jobs')).rows).toHaveLength(3);
  });

  test('any fault may come late', async () => {
    const { simulator, post } = await simulate();
    simulator.addFault({ operation: 'StartJobs', fault: 'drop', delayMs: 60 });
    simulator.addFault({ operation: 'StartJobs', fault: 'status', status: 503, delayMs: 60, when: 'after' });
    const before = performance.now();
    await expect(post(action('StartJobs'), startEcho)).rejects.toThrow();
    expect((await post(action('StartJobs'), startEcho)).status).toBe(503);
    expect(performance.now() - before).toBeGreaterThanOrEqual(110);
    expect(simulator.jobs()).toHaveLength(1);
  });

  test('strike the token endpoint and user log-in too', async () => {
    const { simulator, post } = await simulate();
    simulator.addFault({ operation: 'token', fault: 'status', status: 500 });
    simulator.addFault({ operation: 'Account.Authenticate', fault: 'status', status: 504 });
    expect((await post('/identity_/connect/token', '')).status).toBe(500);
    expect((await post('/api/Account/Authenticate', {})).status).toBe(504);
  });

  test('a delay in progress does not hold up stopping', async () => {
    const { simulator, get } = await simulate();
    simulator.addFault({ operation: 'Jobs.list', fault: 'delay', delayMs: 600_000 });
    const pending = get('/odata/Jobs').catch(() => 'cut');
    while (simulator.faults().length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await simulator.stop();
    expect(await pending).toBe('cut');
  });
});

describe('random faults', () => {
  const statuses = async (seed: number): Promise<(number | string)[]> => {
    const { get } = await simulate({ randomFaults: { percent: 40, seed, kinds: ['status', 'drop'] } });
    const seen: (number | string)[] = [];
    for (let call = 0; call < 30; call += 1) {
      seen.push(
        await get('/odata/Jobs').then(
          ({ status }) => status,
          () => 'drop',
        ),
      );
    }
    return seen;
  };

  test('are the same for the same seed, and others for another', async () => {
    const first = await statuses(7);
    expect(new Set(first).size).toBeGreaterThan(2);
    expect(await statuses(7)).toEqual(first);
    expect(await statuses(8)).not.toEqual(first);
  });

  test('strike every call at 100 percent and none at 0', async () => {
    const always = await simulate({ randomFaults: { percent: 100, seed: 1, kinds: ['status'] } });
    const never = await simulate({ randomFaults: { percent: 0, seed: 1 } });
    for (let call = 0; call < 10; call += 1) {
      expect((await always.get('/odata/Jobs')).status).toBeGreaterThanOrEqual(500);
      expect((await never.get('/odata/Jobs')).status).toBe(200);
    }
  });

  test('tell the seed that was chosen', async () => {
    const { simulator, get } = await simulate({ randomFaults: { percent: 0, seed: 99 } });
    expect(simulator.seed).toBe(99);
    expect((await get('/_sim')).body).toMatchObject({ seed: 99 });
  });
});

describe('the limit of the jobs list', () => {
  test('is rolling, and says when the next call can succeed', async () => {
    const { clock, get } = await simulate({ rateLimits: { jobsListPerMinute: 12 } });
    const first = await get('/odata/Jobs');
    expect([first.status, first.headers['x-ratelimit-remaining']]).toEqual([200, '11']);
    clock.advance(20_000);
    for (let call = 0; call < 11; call += 1) expect((await get('/odata/Jobs')).status).toBe(200);
    expect(await get('/odata/Jobs')).toMatchObject({ status: 429, headers: { 'retry-after': '40' } });
    clock.advance(40_000);
    expect((await get('/odata/Jobs')).status).toBe(200);
    expect((await get('/odata/Jobs')).status).toBe(429);
    expect((await get('/odata/Jobs(1)')).status).toBe(404);
  });
});
