import { request } from 'undici';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { LateEffects } from '../../../src/simulator/faults/late-effects.js';
import { createManualClock, credentials, systemClock } from '../../../src/simulator/index.js';
import { action, simulate } from '../simulator-client.js';

const startEcho = { startInfo: { ReleaseName: 'Echo' } };

describe('a late effect', () => {
  test.each([
    [{ fault: 'status', status: 504 }, 504],
    [{ fault: 'text' }, 502],
    [{ fault: 'throttle' }, 429],
  ] as const)('comes long after the answer to %j', async (fault, status) => {
    const { simulator, post, clock } = await simulate({ tokenLifetimeSeconds: 10 });
    simulator.addFault({ operation: 'StartJobs', ...fault, effectAfterMs: 43_000 });
    expect((await post(action('StartJobs'), startEcho)).status).toBe(status);
    clock.advance(42_999);
    expect(simulator.jobs()).toEqual([]);
    clock.advance(1);
    expect(simulator.jobs()).toMatchObject([{ State: 'Pending', ReleaseName: 'Echo' }]);
  });

  test('comes after a cut connection, and a list made at that time shows it', async () => {
    const { simulator, post, get, clock } = await simulate();
    simulator.addFault({ operation: 'StartJobs', fault: 'drop', delayMs: 10, effectAfterMs: 5_000 });
    await expect(post(action('StartJobs'), startEcho)).rejects.toThrow();
    expect((await get('/odata/Jobs')).rows).toEqual([]);
    clock.advance(5_000);
    expect((await get('/odata/Jobs')).rows).toHaveLength(1);
  });

  test('comes by itself when nobody asks', async () => {
    const clock = createManualClock();
    const late = new LateEffects(clock);
    onTestFinished(late.watch());
    const order: string[] = [];
    late.add(20, () => order.push('second'));
    late.add(10, () => order.push('first'));
    clock.advance(20);
    await vi.waitFor(() => expect(order).toEqual(['first', 'second']));
  });

  test('needs a valid token when the call comes, and only then', async () => {
    const { simulator, post, clock, send } = await simulate({ tokenLifetimeSeconds: 10 });
    const form = `grant_type=client_credentials&scope=OR.Jobs&client_id=${credentials.clientId}&client_secret=${credentials.clientSecret}`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const { body } = await send('POST', '/identity_/connect/token', { headers, body: form });
    const fault = { operation: 'StartJobs', fault: 'drop', effectAfterMs: 43_000 } as const;
    simulator.addFault(fault);
    simulator.addFault(fault);
    expect((await post(action('StartJobs'), startEcho, { token: null })).status).toBe(401);
    await expect(post(action('StartJobs'), startEcho, { token: String(body.access_token) })).rejects.toThrow();
    clock.advance(43_000);
    expect(simulator.jobs()).toHaveLength(1);
  });

  test('is forgotten by a reset', async () => {
    const { simulator, post, clock } = await simulate();
    simulator.addFault({ operation: 'StartJobs', fault: 'text', effectAfterMs: 1_000 });
    await post(action('StartJobs'), startEcho);
    simulator.reset();
    clock.advance(1_000);
    expect(simulator.jobs()).toEqual([]);
  });

  test('comes also when the client gives up on a slow server', async () => {
    const { simulator } = await simulate({ clock: systemClock });
    simulator.addFault({ operation: 'StartJobs', fault: 'delay', delayMs: 300 });
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${credentials.personalAccessToken}`,
      'x-uipath-folderpath': 'Shared',
    };
    const call = request(simulator.cloudUrl + action('StartJobs'), {
      method: 'POST',
      headers,
      body: JSON.stringify(startEcho),
      signal: AbortSignal.timeout(100),
    });
    await expect(call).rejects.toThrow();
    expect(simulator.jobs()).toEqual([]);
    await vi.waitFor(() => expect(simulator.jobs()).toHaveLength(1), { timeout: 5_000 });
  });
});

test('a token drips in as many pieces as told', async () => {
  const { simulator } = await simulate({ clock: systemClock });
  simulator.addFault({ operation: 'token', fault: 'slowBody', delayMs: 100, pieces: 20 });
  const reply = await request(`${simulator.url}/identity_/connect/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `grant_type=client_credentials&scope=OR.Jobs&client_id=${credentials.clientId}&client_secret=${credentials.clientSecret}`,
  });
  let pieces = 0;
  let text = '';
  for await (const piece of reply.body) {
    pieces += 1;
    text += String(piece);
  }
  expect(JSON.parse(text)).toMatchObject({ token_type: 'Bearer' });
  expect(pieces).toBeGreaterThan(2);
});
