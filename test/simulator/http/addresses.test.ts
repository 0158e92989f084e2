import { request } from 'undici';
import { describe, expect, test } from 'vitest';
import { action, simulate } from '../simulator-client.js';

describe('addresses', () => {
  test('Orchestrator answers under the cloud path and, standalone, at the root', async () => {
    const { simulator } = await simulate();
    for (const base of [simulator.url, simulator.cloudUrl]) {
      const reply = await request(`${base}/odata/Folders`, { headers: { authorization: 'Bearer rt_sim-token' } });
      expect(reply.statusCode).toBe(200);
      expect(await reply.body.json()).toMatchObject({ '@odata.context': `${base}/odata/$metadata#Folders` });
    }
  });

  test.each([
    '/wrong/DefaultTenant/orchestrator_/odata/Jobs',
    '/acme/Wrong/orchestrator_/odata/Jobs',
    '/acme/DefaultTenant/odata/Jobs',
    '/wrong/identity_/connect/token',
  ])('a wrong organisation or tenant (%s) gets a login page with 200', async (path) => {
    const { simulator } = await simulate();
    const reply = await request(simulator.url + path);
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await reply.body.text()).toContain('Sign in');
  });

  test('a path may come in any case, with encoded parentheses, and a query with either kind of space', async () => {
    const { get, start } = await simulate();
    const { Id, Key } = await start('Echo');
    for (const path of [
      `/odata/jobs(${String(Id)})`,
      `/OData/Jobs%28${String(Id)}%29`,
      action(`GetByKey(identifier=${String(Key)})`).toLowerCase(),
    ]) {
      expect((await get(path)).body.Id).toBe(Id);
    }
    for (const filter of ['%24filter=State+eq+%27Pending%27', "$filter=State%20eq%20'Pending'"]) {
      expect((await get(`/odata/Jobs?${filter}`)).rows).toHaveLength(1);
    }
  });

  test('an unknown address gives 404 and a wrong method 405, in JSON', async () => {
    const { get, send } = await simulate();
    expect(await get('/odata/Nothing')).toMatchObject({ status: 404, body: { errorCode: 0 } });
    expect(await send('DELETE', '/odata/Jobs')).toMatchObject({ status: 405, body: { errorCode: 0 } });
  });

  test('every reply of Orchestrator carries its headers, on errors too', async () => {
    const { get } = await simulate({ apiVersion: 17 });
    for (const path of ['/odata/Jobs', '/odata/Jobs(1)', '/odata/Nothing', '/odata/Jobs?$top=x']) {
      const { headers } = await get(path);
      expect(headers['api-supported-versions']).toBe('17.0');
      expect(headers['odata-version']).toBe('4.0');
      expect(headers['x-correlation-id']).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  test('a GET may have a body', async () => {
    const { get } = await simulate();
    expect((await get('/odata/Jobs', { body: {} })).status).toBe(200);
  });

  test('two simulators share nothing', async () => {
    const [one, other] = [await simulate(), await simulate()];
    await one.start('Echo');
    expect(one.simulator.jobs()).toHaveLength(1);
    expect(other.simulator.jobs()).toHaveLength(0);
    expect(other.simulator.calls()).toHaveLength(0);
  });

  test('a stopped simulator refuses connections, and stopping twice is fine', async () => {
    const { simulator, get } = await simulate();
    await simulator.stop();
    await simulator.stop();
    await expect(get('/odata/Jobs')).rejects.toThrow();
  });
});
