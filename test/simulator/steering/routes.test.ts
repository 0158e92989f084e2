import { describe, expect, test } from 'vitest';
import { simulate } from '../simulator-client.js';

const open = { token: null } as const;

describe('the control interface steers', () => {
  test('jobs and releases', async () => {
    const { simulator, send, post, start, clock } = await simulate();
    const { Id } = await start('Echo', {}, { Reference: 'run-1' });
    clock.advance(1_000);
    const at = (what: string) => `/_sim/jobs/${String(Id)}${what}`;
    const copy = await post(at('/restart'), {}, open);
    expect(copy).toMatchObject({ status: 200, body: { State: 'Pending', Reference: 'run-1' } });
    const state = await post(at('/state'), { state: 'Cancelled', ended: true }, open);
    expect(state.body).toMatchObject({ Id, State: 'Cancelled' });
    expect((await post(at('/hide'), { forMs: 5 }, open)).body).toEqual({ forMs: 5 });
    expect((await send('DELETE', at(''), open)).status).toBe(200);
    expect(simulator.jobs()).toMatchObject([{ Id: copy.body.Id }]);
    expect((await send('DELETE', '/_sim/releases/101', open)).status).toBe(200);
    await expect(start('Echo')).rejects.toThrow('404');
  });

  test('the server', async () => {
    const { post, get, simulator } = await simulate();
    expect((await post('/_sim/version', { header: null }, open)).body).toEqual({ header: null });
    expect((await post('/_sim/lists', { maximumPage: 1 }, open)).body).toEqual({
      maximumPage: 1,
      nextLink: false,
      order: 'asked',
      staleMs: 0,
    });
    expect((await get('/odata/Releases')).rows).toHaveLength(1);
    expect((await get('/odata/Releases')).headers).not.toHaveProperty('api-supported-versions');
    const settings = await post('/_sim/sign-ins', { lockAfter: 3 }, open);
    expect(settings.body).toEqual({ lockAfter: 3, lockMs: 300_000 });
    const changed = await post('/_sim/credentials', { personalAccessToken: 'rt_secret', revokeTokens: true }, open);
    expect([changed.status, changed.text.includes('rt_secret')]).toEqual([200, false]);
    expect((await get('/odata/Jobs')).status).toBe(401);
    expect((await get('/_sim/sign-ins', open)).body).toEqual(simulator.signIns());
  });

  test.each([
    ['/_sim/jobs/1/state', { state: 'Cancelled' }, 'No job has the id or key "1".'],
    ['/_sim/jobs/1/state', {}, '"state": '],
    ['/_sim/jobs/1/hide', { forMs: -1 }, '"forMs": '],
    ['/_sim/jobs/1/restart', 'no JSON', 'The body: '],
    ['/_sim/version', { header: 1 }, '"header": '],
    ['/_sim/lists', { order: 'odd' }, '"order": '],
    ['/_sim/lists', { pages: 1 }, 'The body: '],
    ['/_sim/credentials', { clientSecret: '' }, '"clientSecret": '],
    ['/_sim/sign-ins', { lockAfter: 0 }, '"lockAfter": '],
  ])('and refuses %s %j with a message', async (path, body, message) => {
    const { post } = await simulate();
    const reply = await post(path, body, open);
    expect(reply.status).toBe(400);
    expect(reply.body.message).toContain(message);
  });
});
