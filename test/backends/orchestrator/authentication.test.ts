import { describe, expect, it } from 'vitest';
import { BackendError } from '../../../src/backends/backend-error.js';
import { classifyFailure } from '../../../src/backends/failure-table.js';
import type { OrchestratorAuth } from '../../../src/backends/orchestrator/index.js';
import { serve, type GivenReply } from '../../http-server.js';
import { simulate } from '../../simulator/simulator-client.js';
import { clientCredentials, connect } from './settings.js';

const folders = { value: [{ Id: 1 }] };
const failureOf = async (call: Promise<unknown>): Promise<BackendError> => {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof BackendError)) throw new Error('no BackendError', { cause: error });
  return error;
};
const outcome = async (call: Promise<unknown>): Promise<unknown> => classifyFailure(await failureOf(call), 'prepare');

/** Token endpoint and API on one server: both answers are the test's. */
function identityAndApi(token: (count: number) => GivenReply, api: (authorization: string) => GivenReply) {
  let tokens = 0;
  return serve(({ path, headers }) =>
    path.includes('/connect/token') ? token((tokens += 1)) : api(headers.authorization ?? ''),
  );
}

describe('authentication against the simulator', () => {
  it.each<[string, (url: string) => OrchestratorAuth]>([
    ['client credentials', () => clientCredentials],
    [
      'client credentials at the identity URL of the organisation',
      (url) => ({ ...clientCredentials, identityUrl: `${url}/acme/identity_` }),
    ],
    ['personal access token', () => ({ kind: 'accessToken', accessToken: 'rt_sim-token' })],
    ['user and password', () => ({ kind: 'password', username: 'admin', password: 'sim-password' })],
    [
      'user key',
      (accountUrl) => ({
        kind: 'userKey',
        clientId: 'sim-user-key-client',
        refreshToken: 'sim-refresh-token',
        accountUrl,
      }),
    ],
  ])('signs in by %s, on cloud and standalone addresses', async (_name, auth) => {
    const { simulator } = await simulate();
    for (const url of [simulator.cloudUrl, simulator.url]) {
      const client = connect(url, auth(simulator.url), { tenantName: 'DefaultTenant' });
      expect(await client.authenticate()).toEqual({ apiVersion: 20 });
    }
  });

  it.each<[string, OrchestratorAuth]>([
    ['client secret', { ...clientCredentials, clientSecret: 'wrong-secret' }],
    ['access token', { kind: 'accessToken', accessToken: 'rt_wrong-token' }],
    ['password', { kind: 'password', username: 'admin', password: 'wrong-password' }],
  ])('refuses a wrong %s at once, without showing it', async (_name, auth) => {
    const { simulator } = await simulate();
    const error = await failureOf(connect(simulator.cloudUrl, auth, { tenantName: 'DefaultTenant' }).authenticate());
    expect(classifyFailure(error, 'prepare')).toMatchObject({ type: 'AuthenticationFailed', retryable: false });
    expect(JSON.stringify({ ...error.fields, message: error.message })).not.toContain('wrong-');
  });

  it('asks for a new token before the old one ends, and once for many calls', async () => {
    const { simulator } = await simulate({ tokenLifetimeSeconds: 2 });
    const client = connect(simulator.cloudUrl, clientCredentials);
    const tokenCalls = (): number => simulator.calls().filter(({ operation }) => operation === 'token').length;
    await Promise.all(Array.from({ length: 10 }, () => client.authenticate()));
    expect(tokenCalls()).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 1_700));
    await Promise.all(Array.from({ length: 10 }, () => client.authenticate()));
    expect(tokenCalls()).toBe(2);
    expect(simulator.calls().filter(({ status }) => status === 401)).toEqual([]);
  });
});

describe('authentication against odd servers', () => {
  it('gets one fresh token when one is refused, and gives up when that is refused too', async () => {
    const server = await identityAndApi(
      (count) => ({ body: { access_token: `token-${count}`, expires_in: '3600' } }),
      (authorization) => (authorization === 'Bearer token-2' ? { body: folders } : { status: 401, body: {} }),
    );
    const client = connect(server.url, clientCredentials);
    await client.authenticate();
    expect(server.seen.map(({ path }) => path.split('?')[0])).toEqual([
      '/identity/connect/token',
      '/odata/Folders',
      '/identity/connect/token',
      '/odata/Folders',
    ]);
    const never = await identityAndApi(
      (count) => ({ body: { access_token: `token-${count}` } }),
      () => ({ status: 401, body: { message: 'You are not authenticated!', errorCode: 0 } }),
    );
    expect(await outcome(connect(never.url, clientCredentials).authenticate())).toMatchObject({
      type: 'AuthenticationFailed',
      retryable: false,
    });
    expect(never.seen).toHaveLength(4);
  });

  it('says that the identity URL is wrong when a page answers for the token endpoint', async () => {
    const server = await serve(() => ({ body: '<html><title>UiPath Login</title></html>' }));
    const error = await failureOf(connect(server.url, clientCredentials).authenticate());
    expect(error.message).toContain('found a web page (status 200)');
    expect(error.message).toContain('UIPATH_IDENTITY_URL');
    expect(classifyFailure(error, 'prepare')).toMatchObject({ type: 'ConnectionMisconfigured', retryable: false });
  });

  it('takes an identity service that is away for no doubt about the start', async () => {
    const server = await serve(() => ({ status: 503, headers: { 'retry-after': '7' }, body: 'busy' }));
    const error = await failureOf(
      connect(server.url, clientCredentials).startJobs({ id: 1 }, { ReleaseKey: 'k', Strategy: 'All' }),
    );
    expect(classifyFailure(error, 'start')).toEqual({
      type: 'BackendUnavailable',
      retryable: true,
      doubtful: false,
      delayMs: 7_000,
    });
  });

  it('goes on with a token that is still good while the identity service is away', async () => {
    const server = await identityAndApi(
      (count) => (count === 1 ? { body: { access_token: 'token-1', expires_in: 2 } } : { status: 503 }),
      () => ({ body: folders }),
    );
    const client = connect(server.url, clientCredentials);
    await client.authenticate();
    await new Promise((resolve) => setTimeout(resolve, 1_650));
    await client.authenticate();
    expect(server.seen.filter(({ path }) => path.includes('token'))).toHaveLength(2);
  });

  it('does not take a 200 with an error for a sign-in', async () => {
    const error = { code: 1000, message: 'Invalid user name or password' };
    const server = await serve(() => ({ body: { result: null, success: false, error } }));
    const failed = await failureOf(
      connect(server.url, { kind: 'password', username: 'a', password: 'secret-word' }).authenticate(),
    );
    expect(failed.message).toContain('the credentials were refused (errorCode 1000)');
    expect(classifyFailure(failed, 'prepare')).toMatchObject({ type: 'AuthenticationFailed' });
  });

  // Replies of a token endpoint that hold a token in a form nobody expects; `not-a-known-secret` stands for it.
  it.each<[string, GivenReply]>([
    ['another name', { body: { accessToken: 'not-a-known-secret' } }],
    ['a text', { body: 'not-a-known-secret' }],
    ['JSON that was cut', { body: '{"access_token":"not-a-known-secret","exp' }],
    ['a token of another type', { body: { access_token: { value: 'not-a-known-secret' } } }],
    ['a lifetime that is no number', { body: { access_token: 'not-a-known-secret', expires_in: 'soon' } }],
    ['a web page', { body: '<title>not-a-known-secret</title>' }],
    ['a redirect', { status: 302, headers: { location: 'https://login.example/not-a-known-secret?t=1#t' }, body: '' }],
    ['a refusal', { status: 400, body: { error: 'invalid_scope', error_description: 'not-a-known-secret' } }],
    [
      'a refusal with another code',
      { status: 401, body: { error: 'not-a-known-secret', traceId: 'not-a-known-secret' } },
    ],
    ['a failure', { status: 503, body: { message: 'not-a-known-secret' } }],
  ])('quotes nothing of the reply of a token endpoint: %s', async (_name, reply) => {
    const server = await identityAndApi(
      () => reply,
      () => ({ body: folders }),
    );
    const error = await failureOf(connect(server.url, clientCredentials).authenticate());
    expect(JSON.stringify([error.message, error.fields])).not.toContain('not-a-known-secret');
    expect(error.message).toMatch(/^POST token was answered \d+: .{8}/);
  });

  it('keeps every secret out of an error that echoes it', async () => {
    const server = await identityAndApi(
      () => ({ body: { access_token: 'eyJ-issued-token' } }),
      (authorization) => ({ status: 400, body: { message: `bad header ${authorization} of sim-secret` } }),
    );
    const error = await failureOf(connect(server.url, clientCredentials).authenticate());
    const all = JSON.stringify({ ...error.fields, message: error.message });
    expect(all).toContain('[redacted]');
    expect(all).not.toMatch(/eyJ-issued-token|sim-secret/);
  });
});
