import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OrchestratorAuth } from '../../../src/backends/orchestrator/index.js';
import type { InfoLinkAuth } from '../../../src/backends/infolink/settings.js';
import { serve } from '../../http-server.js';
import { simulate } from '../../simulator/simulator-client.js';
import { auths, connect as connectInfoLink } from '../infolink/connect.js';
import { clientCredentials, connect } from '../orchestrator/settings.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());
const later = (seconds: number): void => void vi.setSystemTime(Date.now() + seconds * 1_000);

/** Twenty runs that call at once; which of them were refused. */
const twenty = async (call: () => Promise<unknown>): Promise<string[]> =>
  (await Promise.allSettled(Array.from({ length: 20 }, call))).map(({ status }) => status);
const all = (status: string): string[] => Array.from({ length: 20 }, () => status);

/** Twenty runs that call every thirty seconds for an hour. */
async function anHour(call: () => Promise<unknown>): Promise<void> {
  for (let minute = 0; minute < 60; minute += 0.5) {
    expect(await twenty(call)).toEqual(all('rejected'));
    later(30);
  }
}

const kinds: [string, (url: string) => OrchestratorAuth, object, object][] = [
  ['client credentials', () => clientCredentials, { clientSecret: 'new' }, { clientSecret: 'sim-secret' }],
  [
    'a password',
    () => ({ kind: 'password', username: 'admin', password: 'sim-password' }),
    { password: 'new' },
    { password: 'sim-password' },
  ],
  [
    'a user key',
    (accountUrl) => ({
      kind: 'userKey',
      clientId: 'sim-user-key-client',
      refreshToken: 'sim-refresh-token',
      accountUrl,
    }),
    { refreshToken: 'new' },
    { refreshToken: 'sim-refresh-token' },
  ],
  [
    'an access token',
    () => ({ kind: 'accessToken', accessToken: 'rt_sim-token' }),
    { personalAccessToken: 'rt_new' },
    { personalAccessToken: 'rt_sim-token' },
  ],
];

describe.each(kinds)('an Orchestrator that refuses %s', (_name, auth, changed, back) => {
  it('is asked in a growing interval by all runs together, which locks no account, and is told of once', async () => {
    const { simulator } = await simulate();
    const news: string[] = [];
    const report = (text: string): void => void news.push(text);
    const client = connect(simulator.cloudUrl, auth(simulator.url), { tenantName: 'DefaultTenant', report });
    const call = () => client.authenticate();
    expect(await twenty(call)).toEqual(all('fulfilled'));
    simulator.setCredentials({ ...changed, revokeTokens: true });
    const before = simulator.calls().length;
    await anHour(call);
    // The first refusals are the calls that were under way with the old token.
    expect(simulator.calls().slice(before).length - 20).toBeLessThan(14);
    for (const { refused } of simulator.signIns()) expect(refused).toBeLessThan(14);
    expect(news).toEqual([expect.stringContaining('credentials were refused')]);
    simulator.setCredentials(back);
    later(600);
    expect((await twenty(call)).filter((status) => status === 'fulfilled').length).toBeGreaterThan(0);
    expect(await twenty(call)).toEqual(all('fulfilled'));
    expect(news.slice(1)).toEqual(['The credentials are accepted again']);
  });
});

it('a changed secret is tried at once by a client that knows it', async () => {
  const { simulator } = await simulate();
  simulator.setCredentials({ clientSecret: 'new' });
  expect(await twenty(() => connect(simulator.cloudUrl, clientCredentials).authenticate())).toEqual(all('rejected'));
  await connect(simulator.cloudUrl, { ...clientCredentials, clientSecret: 'new' }).authenticate();
});

it('a single refusal of a token that works is no refusal of the credentials', async () => {
  const { simulator } = await simulate();
  const client = connect(simulator.cloudUrl);
  await client.authenticate();
  simulator.addFault({ operation: 'Folders.list', fault: 'status', status: 401 });
  await expect(client.authenticate()).rejects.toThrow('401');
  await client.authenticate();
});

describe.each<[string, InfoLinkAuth]>(Object.entries(auths))('an InfoLink that refuses %s', (_name, auth) => {
  it('is asked in a growing interval by all runs together', async () => {
    let right = false;
    const server = await serve(({ path }) => {
      if (path.includes('token')) return right ? { body: { access_token: 'a-long-token' } } : { status: 401, body: {} };
      return right ? { body: { status: 'success', result: { records: [] } } } : { status: 401, body: {} };
    });
    const client = connectInfoLink(server.url, auth);
    await anHour(() => client.authenticate());
    expect(server.seen.length - 20).toBeLessThan(14);
    right = true;
    later(600);
    await client.authenticate();
    expect(await twenty(() => client.authenticate())).toEqual(all('fulfilled'));
  });
});
