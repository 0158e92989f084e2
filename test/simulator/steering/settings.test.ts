import { describe, expect, test } from 'vitest';
import { credentials, documentedLock } from '../../../src/simulator/index.js';
import { action, simulate, type TestSimulator } from '../simulator-client.js';

/** The status of a sign-in with client credentials. */
async function byClient({ send }: TestSimulator, secret: string): Promise<[number, string]> {
  const form = { grant_type: 'client_credentials', scope: 'OR.Jobs', client_id: credentials.clientId };
  const { status, body } = await send('POST', '/identity_/connect/token', {
    token: null,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...form, client_secret: secret }).toString(),
  });
  return [status, String(body.access_token ?? body.error)];
}

async function byPassword({ post }: TestSimulator, password: string): Promise<number> {
  const { tenancyName, userName } = credentials;
  const body = { tenancyName, usernameOrEmailAddress: userName, password };
  return (await post('/api/Account/Authenticate', body, { token: null })).status;
}

describe('the version header', () => {
  test.each(['1.0', '3.0', '20.0, 21.0', 'latest', ''])('may be %j', async (text) => {
    const { simulator, get } = await simulate();
    simulator.setVersionHeader(text);
    expect((await get('/odata/Jobs')).headers['api-supported-versions']).toBe(text);
    simulator.setVersionHeader(undefined);
    expect((await get('/odata/Jobs')).headers['api-supported-versions']).toBe('20.0');
  });

  test('may be absent, on errors too, and changes nothing else', async () => {
    const { simulator, get, post } = await simulate({ apiVersion: 17 });
    simulator.setVersionHeader(null);
    for (const path of ['/odata/Jobs', '/odata/Jobs(1)'])
      expect((await get(path)).headers).not.toHaveProperty('api-supported-versions');
    expect((await post(action('StartJobs'), { startInfo: { ReleaseName: 'Echo' } })).status).toBe(400);
  });

  test('is refused when no header can carry it', async () => {
    const { simulator } = await simulate();
    expect(() => simulator.setVersionHeader('a\r\nb')).toThrow('printable ASCII');
  });
});

describe('refused sign-ins', () => {
  test('lock an account, for right credentials too, until the time is over', async () => {
    const sim = await simulate();
    sim.simulator.setSignIns({ lockAfter: 3, lockMs: 60_000 });
    const statuses = [];
    for (const password of ['wrong', 'wrong', 'sim-password', 'wrong', 'wrong', 'wrong', 'sim-password'])
      statuses.push(await byPassword(sim, password));
    expect(statuses).toEqual([400, 400, 200, 400, 400, 400, 400]);
    const account = { name: 'admin', allowed: 1, refused: 6, lockedUntil: '2026-01-05T08:01:00.000Z' };
    expect(sim.simulator.signIns()).toEqual([account]);
    expect((await byClient(sim, 'sim-secret'))[0]).toBe(200);
    sim.clock.advance(60_000);
    expect(await byPassword(sim, 'sim-password')).toBe(200);
    expect(sim.simulator.signIns()).toMatchObject([{ lockedUntil: null }, { name: 'sim-client', allowed: 1 }]);
  });

  test('lock as documented, and a client just as a person', async () => {
    const sim = await simulate();
    sim.simulator.setSignIns(documentedLock);
    for (let count = 0; count < 10; count += 1) await byClient(sim, 'wrong');
    expect(await byClient(sim, 'sim-secret')).toEqual([400, 'invalid_client']);
    sim.clock.advance(299_999);
    expect((await byClient(sim, 'sim-secret'))[0]).toBe(400);
    sim.clock.advance(1);
    expect((await byClient(sim, 'sim-secret'))[0]).toBe(200);
  });

  test('lock nobody unless told', async () => {
    const sim = await simulate();
    for (let count = 0; count < 20; count += 1) await byPassword(sim, 'wrong');
    expect(await byPassword(sim, 'sim-password')).toBe(200);
    sim.simulator.reset();
    expect(sim.simulator.signIns()).toEqual([]);
  });
});

describe('credentials', () => {
  test('change while it runs; tokens stay valid unless they are revoked', async () => {
    const sim = await simulate();
    const [, token] = await byClient(sim, 'sim-secret');
    const list = async () => (await sim.get('/odata/Jobs', { token })).status;
    sim.simulator.setCredentials({ clientSecret: 'new', password: 'also new' });
    expect([(await byClient(sim, 'sim-secret'))[0], (await byClient(sim, 'new'))[0]]).toEqual([400, 200]);
    expect([await byPassword(sim, 'sim-password'), await byPassword(sim, 'also new')]).toEqual([400, 200]);
    expect(await list()).toBe(200);
    sim.simulator.setCredentials({ revokeTokens: true });
    expect([await list(), (await sim.get('/odata/Jobs')).status]).toEqual([401, 200]);
  });

  test('may be another personal access token, and the old one ends at once', async () => {
    const { simulator, get } = await simulate();
    simulator.setCredentials({ personalAccessToken: 'rt_other' });
    const statuses = [await get('/odata/Jobs'), await get('/odata/Jobs', { token: 'rt_other' })];
    expect(statuses.map(({ status }) => status)).toEqual([401, 200]);
  });
});

test('another tenant has the same ids and other keys, always alike', async () => {
  const seen = async (tenantKey?: string) => {
    const sim = await simulate(tenantKey === undefined ? {} : { tenantKey });
    const { rows: folders } = await sim.get('/odata/Folders');
    const { rows: releases } = await sim.get('/odata/Releases');
    const { Id, FolderKey } = await sim.start('Echo');
    return {
      ids: [...folders, ...releases].map((row) => row.Id),
      keys: [...folders, ...releases].map(({ Key }) => Key),
      Id,
      FolderKey,
    };
  };
  const [usual, other, again] = [await seen(), await seen('other'), await seen('other')];
  expect(other.ids).toEqual(usual.ids);
  expect(other.Id).toBe(usual.Id);
  expect(other.keys.filter((key) => usual.keys.includes(key))).toEqual([]);
  expect(again.keys).toEqual(other.keys);
  expect(other.FolderKey).toBe(other.keys[0]);
});
