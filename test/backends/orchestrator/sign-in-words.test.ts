import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { needsOf, rights } from '../../../src/backends/orchestrator/rights.js';
import { signInWords } from '../../../src/backends/orchestrator/sign-in-words.js';
import type { OrchestratorAuth } from '../../../src/backends/orchestrator/index.js';
import { serve } from '../../http-server.js';
import { clientCredentials, connect } from './settings.js';

const cloud = 'https://cloud.uipath.com/acme/Production';
const server = 'https://robots.acme.example';
const person = { kind: 'password', username: 'admin', password: 'w' } as const;
const key = { kind: 'userKey', clientId: 'c', refreshToken: 'r' } as const;
const words = (url: string, auth: OrchestratorAuth, name = 'default') => signInWords({ name, url, auth });

const messageOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'no error',
    (error: unknown) => (error instanceof Error ? error.message : ''),
  );

describe('what messages say about a sign-in', () => {
  it.each<[string, string, OrchestratorAuth, string]>([
    ['the URL it follows from', cloud, clientCredentials, 'follows from connections.default.url (UIPATH_URL)'],
    [
      'the identity URL if there is one',
      cloud,
      { ...clientCredentials, identityUrl: 'https://cloud.uipath.com/identity_' },
      'Correct connections.default.auth.identityUrl (UIPATH_IDENTITY_URL)',
    ],
    ['the account URL of a user key', cloud, key, 'Set connections.default.auth.accountUrl (UIPATH_ACCOUNT_URL)'],
    ['the URL of a server', server, person, 'Correct connections.default.url (UIPATH_URL)'],
  ])('where something else answers for the token endpoint: %s', (_, url, auth, sentence) => {
    expect(words(url, auth).elsewhere).toContain(sentence);
    // Options of other kinds of sign-in would be configuration faults.
    if (auth.kind !== 'clientCredentials') expect(words(url, auth).elsewhere).not.toContain('IDENTITY');
  });

  it('names variables of the connection default alone', () => {
    expect(words(cloud, clientCredentials, 'plant').elsewhere).toContain('connections.plant.url:');
    expect(words(cloud, clientCredentials, 'plant').elsewhere).not.toContain('UIPATH_');
  });

  it('says what was tried when credentials are refused', () => {
    const { refused } = words(cloud, clientCredentials);
    expect(refused('invalid_client')).toBe(
      "Tried at https://cloud.uipath.com/identity_/connect/token with client 'sim-client': check " +
        'connections.default.auth.clientId (UIPATH_CLIENT_ID) and connections.default.auth.clientSecret (UIPATH_CLIENT_SECRET)',
    );
    expect(refused('invalid_scope')).toContain("with the scopes 'OR.Jobs OR.Execution.Read OR.Folders.Read'");
    expect(words(server, person).refused()).toContain(`Tried at ${server}/api/Account/Authenticate as 'admin'`);
    expect(words(cloud, key).refused()).toContain('UIPATH_REFRESH_TOKEN');
  });

  it('says which token was refused, when it was made, for what, and what that usually means', () => {
    const madeAt = Date.parse('2026-11-26T08:00:00Z');
    expect(words(cloud, clientCredentials).refusedToken('t', madeAt)).toBe(
      'The token was made at 2026-11-26T08:00:00Z by https://cloud.uipath.com/identity_/connect/token for client ' +
        "'sim-client' (clientCredentials), and used for organization 'acme', tenant 'Production'. This usually means " +
        'that connections.default.url (UIPATH_URL) names the wrong organization or tenant, or that the application ' +
        'belongs to another organization',
    );
    expect(words(server, person).refusedToken('t', madeAt)).toContain(
      'that connections.default.tenantName (UIPATH_TENANT_NAME) is missing',
    );
    const fixed = words(cloud, { kind: 'accessToken', accessToken: 'rt_a' });
    expect(fixed.refusedToken('rt_a')).toContain('has expired, was revoked or belongs to another organization');
    const ended = `e.${Buffer.from('{"exp":1767225600}').toString('base64url')}.s`;
    expect(fixed.refusedToken(ended)).toContain('(UIPATH_ACCESS_TOKEN) (expired 2026-01-01T00:00:00Z), and used');
    for (const odd of ['a.b.c', 'e.bnVsbA.s', `e.${Buffer.from('{"exp":"x"}').toString('base64url')}.s`])
      expect(fixed.refusedToken(odd)).toContain('(UIPATH_ACCESS_TOKEN), and used');
  });
});

describe('errors of calls', () => {
  it('a refused token is described, and so is a forbidden call', async () => {
    const status = { now: 401 };
    const { url } = await serve(({ path }) =>
      path.includes('/connect/token')
        ? { body: { access_token: 'issued-token' } }
        : { status: status.now, body: { message: 'You are not authenticated!', errorCode: 0 } },
    );
    const client = connect(`${url}/acme/Production/orchestrator_`, clientCredentials);
    const refused = await messageOf(client.authenticate());
    expect(refused).toMatch(
      /was answered 401: You are not authenticated!\. The token was made at .*organization 'acme'/,
    );
    status.now = 403;
    const other = connect(`${url}/acme/Production/orchestrator_`, clientCredentials);
    expect(await messageOf(other.startJobs({ id: 1 }, { ReleaseKey: 'k', Strategy: 'All' }))).toContain(
      'It needs the scope OR.Jobs or OR.Jobs.Write, or OR.Default and a role with the permission Jobs: Create. ' +
        "The token was asked for with the scopes 'OR.Jobs OR.Execution.Read OR.Folders.Read' of " +
        'connections.default.auth.scope (UIPATH_SCOPE)',
    );
  });

  it('the X-Correlation-ID of a reply is kept', async () => {
    const { url } = await serve(() => ({ status: 400, headers: { 'x-correlation-id': 'c-1' }, body: {} }));
    const error: unknown = await connect(url)
      .authenticate()
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ fields: { correlationId: 'c-1' } });
  });
});

it('docs/getting-access.md names every right that a message may ask for', () => {
  const page = readFileSync(new URL('../../../docs/getting-access.md', import.meta.url), 'utf8');
  for (const { scopes, permission } of rights) {
    for (const scope of scopes) expect(page).toContain(scope);
    expect(page).toContain(permission);
  }
  expect(needsOf('GET', '/odata/Exports(1)')).toBeUndefined();
});
