import { describe, expect, test } from 'vitest';
import { infoLinkCredentials } from '../../../src/simulator/index.js';
import { simulateInfoLink } from './info-link-client.js';

const { clientId: client_id, clientSecret: client_secret, userName: username, password } = infoLinkCredentials;
const grants = [
  { grant_type: 'client_credentials', client_id, client_secret },
  { grant_type: 'password', client_id, client_secret, username, password },
];

describe('credentials of InfoLink', () => {
  test.each(grants)('a token by $grant_type is good for 1,800 seconds', async (form) => {
    const { token, ask, clock } = await simulateInfoLink();
    const { body } = await token(form);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 1_800 });
    clock.advance(1_799_999);
    expect((await ask('getActivityLog', {}, String(body.access_token))).body.status).toBe('success');
    clock.advance(1);
    expect((await ask('getActivityLog', {}, String(body.access_token))).body).toEqual({
      status: 'error',
      result: { message: 'The access token is invalid or has expired.' },
    });
  });

  test.each([
    [{ ...grants[0], client_secret: 'wrong' }, 401, 'invalid_client'],
    [{ ...grants[1], password: 'wrong' }, 400, 'invalid_grant'],
    [{ ...grants[0], grant_type: 'refresh_token' }, 400, 'unsupported_grant_type'],
  ])('refuses %j', async (form, status, error) => {
    const { token } = await simulateInfoLink();
    expect(await token(form as Record<string, string>)).toMatchObject({ status, body: { error } });
  });

  test.each([
    ['', 'apiKey parameter is required.'],
    ['wrong', 'apiKey parameter is invalid.'],
  ])('refuses the API key "%s" in query and body', async (apiKey, message) => {
    const { ask, run, simulator } = await simulateInfoLink();
    const body = { status: 'error', result: { message } };
    expect((await ask('getActivityLog', { apiKey })).body).toEqual(body);
    expect((await run('Echo', { apiKey })).body).toEqual(body);
    simulator.setInfoLink({ errorStatus: true });
    expect((await ask('getActivityLog', { apiKey })).status).toBe(401);
  });

  test('are in no call log', async () => {
    const { ask, get } = await simulateInfoLink();
    await ask('getActivityLog');
    const { rows, text } = await get('/_sim/calls');
    expect(rows).toMatchObject([{ operation: 'InfoLink.getActivityLog', query: {} }]);
    expect(text).not.toContain(infoLinkCredentials.apiKey);
  });

  test('a token of Orchestrator is none of InfoLink', async () => {
    const { ask } = await simulateInfoLink();
    expect((await ask('getActivityLog', {}, 'rt_sim-token')).body.status).toBe('error');
  });
});
