import { describe, expect, it } from 'vitest';
import type { OrchestratorAuth } from '../../src/backends/orchestrator/index.js';
import { createManualClock } from '../../src/simulator/index.js';
import { rawHistory } from './raw-history.js';
import { sharedWorker } from './shared-worker.js';
import { eventually } from '../eventually.js';
import { failureOf } from './stack.js';

const place = sharedWorker({ pollIntervalMs: { minimum: 100, maximum: 200 } });

/** Of the form in which the simulator issues them. */
const issuedToken = `sim.${'0123456789abcdef'.repeat(2)}`;

describe.concurrent('the history of a run', () => {
  it('stays short however long the job takes', async () => {
    const clock = createManualClock();
    const stack = await place({ clock });
    const looks = (): number => stack.simulator.calls().filter(({ operation }) => operation === 'Jobs.get').length;
    const run = await stack.start({ job: { folder: 'Shared', process: 'Slow' } });
    await eventually('ten looks at the pending job', () => looks() > 10);
    clock.advance(5_000);
    await eventually('ten looks at the running job', () => looks() > 20);
    clock.advance(3_600_000);
    expect(await run.result()).toMatchObject({ outcome: 'Successful' });
    const { events } = await rawHistory(run);
    expect(events).toBeLessThanOrEqual(60);
    expect(looks()).toBeGreaterThan(20);
  });

  it('shows the decoded payloads to this test', async () => {
    const stack = await place();
    const run = await stack.start({ job: { folder: 'Shared', process: 'Echo', input: { mark: 'needle-in-payload' } } });
    await run.result();
    expect((await rawHistory(run)).text).toContain('needle-in-payload');
  });

  it.each<[string, string, (url: string) => OrchestratorAuth]>([
    [
      'client credentials',
      'sim-secret',
      () => ({ kind: 'clientCredentials', clientId: 'sim-client', clientSecret: 'sim-secret' }),
    ],
    ['access token', 'rt_sim-token', () => ({ kind: 'accessToken', accessToken: 'rt_sim-token' })],
    ['password', 'sim-password', () => ({ kind: 'password', username: 'admin', password: 'sim-password' })],
    [
      'user key',
      'sim-refresh-token',
      (accountUrl) => ({
        kind: 'userKey',
        clientId: 'sim-user-key-client',
        refreshToken: 'sim-refresh-token',
        accountUrl,
      }),
    ],
  ])('and its failure hold no secret, even when the server echoes it: %s', async (_name, secret, auth) => {
    const { simulator, start } = await place({ settings: ({ url }) => ({ auth: auth(url) }) });
    const echo = { message: `refused ${secret} and Bearer ${issuedToken}` };
    simulator.addFault({ operation: 'StartJobs', fault: 'status', status: 503, body: echo, when: 'before' });
    simulator.addFault({ operation: 'Jobs.get', fault: 'status', status: 409, body: echo, times: 100 });
    const run = await start({
      job: { folder: 'Shared', process: 'Echo' },
      deadlines: { pending: '2s', run: '2s' },
      stop: { grace: '500ms', confirm: '1s' },
    });
    const failure = await failureOf(run);
    const { text } = await rawHistory(run);
    expect(text).toContain('[redacted]');
    for (const place of [text, JSON.stringify(failure), failure?.message]) {
      expect(place).not.toContain(secret);
      expect(place).not.toMatch(/sim\.[\w-]{20,}/);
    }
  });
});
