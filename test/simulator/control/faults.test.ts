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
