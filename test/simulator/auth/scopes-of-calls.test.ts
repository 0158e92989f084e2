import { describe, expect, test } from 'vitest';
import { credentials } from '../../../src/simulator/index.js';
import { orchestratorRoutes } from '../../../src/simulator/operations/orchestrator-routes.js';
import { simulate, type TestSimulator } from '../simulator-client.js';

async function tokenFor({ post }: TestSimulator, scope: string): Promise<string> {
  const { clientId, clientSecret } = credentials;
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    scope,
  });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const reply = await post('/identity_/connect/token', form.toString(), { token: null, headers });
  return String(reply.body.access_token);
}

const guid = '22222222-bbbb-4bbb-8bbb-000000000101';
const address = (path: string) => path.replace('{id}', '1').replace('{guid}', guid);

describe('every call that needs a scope', () => {
  test('is refused with 401 without a token and with 403 by a token for something else', async () => {
    const sim = await simulate();
    const wrong = await tokenFor(sim, 'OR.Queues');
    for (const { method, path, scope } of orchestratorRoutes) {
      if (scope === undefined) continue;
      const without = (await sim.send(method, address(path), { token: null })).status;
      const { status } = await sim.send(method, address(path), { token: wrong });
      expect([method, path, without, status === 403]).toEqual([method, path, 401, scope !== 'any']);
    }
  });

  test('is let through by its own half of the scope, and the other half is not enough', async () => {
    const sim = await simulate();
    for (const { method, path, scope, usersOnly = false } of orchestratorRoutes) {
      if (scope === undefined || scope === 'any' || usersOnly) continue;
      const { area, access } = scope;
      const right = await tokenFor(sim, `${area}.${access}`);
      const half = await tokenFor(sim, `${area}.${access === 'Read' ? 'Write' : 'Read'}`);
      const statuses = await Promise.all(
        [right, half].map(async (token) => (await sim.send(method, address(path), { token })).status === 403),
      );
      expect([method, path, ...statuses]).toEqual([method, path, false, true]);
    }
  });
});
