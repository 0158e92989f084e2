import { request } from 'undici';
import { describe, expect, test } from 'vitest';
import { simulate, type TestSimulator } from '../../simulator-client.js';

const good = {
  grant_type: 'client_credentials',
  client_id: 'sim-client',
  client_secret: 'sim-secret',
  scope: 'OR.Jobs OR.Execution.Read OR.Folders.Read',
};

async function token(
  { simulator }: TestSimulator,
  fields: Record<string, string>,
  path = '/identity_/connect/token',
): Promise<{ status: number; body: Record<string, unknown> }> {
  const reply = await request(simulator.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
  return { status: reply.statusCode, body: (await reply.body.json()) as Record<string, unknown> };
}

describe('client credentials', () => {
  test.each(['/identity_/connect/token', '/acme/identity_/connect/token', '/identity/connect/token'])(
    'are taken at %s',
    async (path) => {
      const sim = await simulate();
      const { status, body } = await token(sim, good, path);
      expect(status).toBe(200);
      expect(body).toMatchObject({ expires_in: 3600, token_type: 'Bearer', scope: good.scope });
      const list = await sim.get('/odata/Jobs', { token: String(body.access_token) });
      expect(list.status).toBe(200);
    },
  );

  test.each([
    ['invalid_client', { client_secret: 'wrong' }],
    ['invalid_client', { client_id: 'wrong' }],
    ['unsupported_grant_type', { grant_type: 'password' }],
    ['invalid_scope', { scope: 'OR.Nothing' }],
    ['invalid_scope', { scope: '' }],
    ['invalid_scope', { scope: 'OR.Jobs OR.Jobs.Read OR.Jobs.Write' }],
  ])('answer %s in OAuth form for %o', async (error, change) => {
    const { status, body } = await token(await simulate(), { ...good, ...change });
    expect(status).toBe(400);
    expect(body).toMatchObject({ error });
  });

  test('in a JSON body are not understood', async () => {
    const { post } = await simulate();
    const { status, body } = await post('/identity_/connect/token', good);
    expect([status, body]).toEqual([400, { error: 'unsupported_grant_type' }]);
  });
});

describe('tokens', () => {
  test('expire after the configured time', async () => {
    const sim = await simulate({ tokenLifetimeSeconds: 60 });
    const { body } = await token(sim, good);
    const access = String(body.access_token);
    expect(body.expires_in).toBe(60);
    sim.clock.advance(59_000);
    expect((await sim.get('/odata/Folders', { token: access })).status).toBe(200);
    sim.clock.advance(1_000);
    expect((await sim.get('/odata/Folders', { token: access })).status).toBe(401);
  });

  test('missing or unknown give 401 in the ABP envelope', async () => {
    const { get } = await simulate();
    for (const bad of [null, 'nonsense']) {
      const { status, body, headers } = await get('/odata/Folders', { token: bad });
      expect(status).toBe(401);
      expect(headers['api-supported-versions']).toBe('20.0');
      expect(body).toMatchObject({
        message: 'You are not authenticated!',
        errorCode: 0,
        success: false,
        unAuthorizedRequest: true,
        __abp: true,
        error: { code: 0, message: 'You are not authenticated!', validationErrors: null },
      });
    }
  });

  test('are taken with the word bearer in any case', async () => {
    const { get } = await simulate();
    for (const word of ['bearer', 'BEARER', 'Bearer']) {
      const { status } = await get('/odata/Folders', {
        token: null,
        headers: { authorization: `${word} rt_sim-token` },
      });
      expect(status).toBe(200);
    }
  });

  test.each([
    ['OR.Jobs.Read', '/odata/Jobs', 200],
    ['OR.Jobs.Write', '/odata/Jobs', 403],
    ['OR.Jobs', '/odata/Releases', 403],
    ['OR.Execution.Read', '/odata/Releases', 200],
    ['OR.Folders.Read', '/odata/Folders', 200],
    ['OR.Jobs', '/odata/Folders', 403],
    ['OR.Default', '/odata/Releases', 200],
  ])('of scope %s reach %s with %i', async (scope, path, expected) => {
    const sim = await simulate();
    const { body } = await token(sim, { ...good, scope });
    const reply = await sim.get(path, { token: String(body.access_token) });
    expect(reply.status).toBe(expected);
    if (expected === 403) expect(reply.body).toMatchObject({ message: 'You are not authorized!', __abp: true });
  });

  test('of a reading scope start no job', async () => {
    const sim = await simulate();
    const { body } = await token(sim, { ...good, scope: 'OR.Jobs.Read OR.Execution.Read' });
    const path = '/odata/Jobs/UiPath.Server.Configuration.OData.StartJobs';
    const { status } = await sim.post(
      path,
      { startInfo: { ReleaseName: 'Echo' } },
      { token: String(body.access_token) },
    );
    expect(status).toBe(403);
    expect(sim.simulator.jobs()).toEqual([]);
  });
});

describe('the older ways in', () => {
  test('user and password give a token in `result`', async () => {
    const sim = await simulate();
    const { status, body } = await sim.post(
      '/api/account/authenticate',
      { tenancyName: 'DefaultTenant', usernameOrEmailAddress: 'admin', password: 'sim-password' },
      { token: null },
    );
    expect([status, body.success, body.error]).toEqual([200, true, null]);
    expect((await sim.get('/odata/Releases', { token: String(body.result) })).status).toBe(200);
  });

  test('a wrong password gives the error that was recorded', async () => {
    const { post } = await simulate();
    const login = { tenancyName: 'DefaultTenant', usernameOrEmailAddress: 'admin', password: 'wrong' };
    const { status, body } = await post('/api/Account/Authenticate', login, { token: null });
    expect(status).toBe(400);
    expect(body).toEqual({ message: 'Invalid credentials, failed to login.', errorCode: 1000, resourceIds: null });
  });

  test('a user key gives a token for a day', async () => {
    const { post, get } = await simulate();
    const key = { grant_type: 'refresh_token', client_id: 'sim-user-key-client', refresh_token: 'sim-refresh-token' };
    const { status, body } = await post('/oauth/token', key, { token: null });
    expect([status, body.expires_in]).toEqual([200, 86_400]);
    expect((await get('/odata/Folders', { token: String(body.access_token) })).status).toBe(200);
    const refused = await post('/oauth/token', { ...key, refresh_token: 'wrong' }, { token: null });
    expect(refused.body).toMatchObject({ error: 'invalid_grant' });
  });
});
