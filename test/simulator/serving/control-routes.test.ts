import { describe, expect, test } from 'vitest';
import { action, simulate } from '../simulator-client.js';

describe('the control interface', () => {
  test('describes itself and needs no token', async () => {
    const { get } = await simulate();
    const { status, body } = await get('/_sim', { token: null });
    expect(status).toBe(200);
    expect(body).toMatchObject({ apiVersion: 20, folders: ['Shared', 'Finance', 'Finance/Accounts Payable'] });
  });

  test('shows all jobs in full, as the library does', async () => {
    const { get, start, clock, simulator } = await simulate();
    await start('Echo', { a: 1 });
    clock.advance(1_000);
    const { rows } = await get('/_sim/jobs');
    expect(rows).toMatchObject([{ State: 'Successful', OutputArguments: '{"a":1}' }]);
    expect(rows).toEqual(simulator.jobs());
  });

  test('shows the states a job went through, and when', async () => {
    const { get, start, post, clock } = await simulate();
    const { Id } = await start('Stubborn');
    clock.advance(1_000);
    await post(action('StopJobs'), { jobIds: [Id], strategy: 'Kill' });
    clock.advance(1_000);
    const { rows } = await get(`/_sim/jobs/${String(Id)}/history`, { token: null });
    expect(rows).toEqual([
      { state: 'Pending', time: '2026-01-05T08:00:00.000Z', stopStrategy: null },
      { state: 'Running', time: '2026-01-05T08:00:00.200Z', stopStrategy: null },
      { state: 'Terminating', time: '2026-01-05T08:00:01.000Z', stopStrategy: 'Kill' },
      { state: 'Faulted', time: '2026-01-05T08:00:01.800Z', stopStrategy: 'Kill' },
    ]);
    expect((await get('/_sim/jobs/1/history')).status).toBe(404);
  });

  test('lists the calls of others but not its own, and keeps no secret', async () => {
    const { get, post, start } = await simulate();
    await post('/identity_/connect/token', 'client_secret=sim-secret');
    await start('Echo');
    await get('/odata/Jobs?$top=1&access_token=secret-in-query');
    await get('/nowhere');
    const { rows, text } = await get('/_sim/calls');
    expect(rows.map((row) => [row.operation, row.method, row.status])).toEqual([
      ['token', 'POST', 400],
      ['StartJobs', 'POST', 201],
      ['Jobs.list', 'GET', 200],
      [null, 'GET', 200],
    ]);
    expect(rows[2]).toMatchObject({ path: '/acme/DefaultTenant/orchestrator_/odata/Jobs', query: { $top: '1' } });
    for (const secret of ['sim-secret', 'rt_sim-token', 'secret-in-query']) expect(text).not.toContain(secret);
  });

  test('adds, lists and removes faults', async () => {
    const { get, post, send, simulator } = await simulate();
    const added = await post('/_sim/faults', { operation: 'StopJobs', fault: 'drop', times: 2 });
    expect(added.status).toBe(201);
    expect((await get('/_sim/faults')).rows).toMatchObject([{ operation: 'StopJobs', when: 'before', times: 2 }]);
    expect((await send('DELETE', '/_sim/faults')).status).toBe(200);
    expect(simulator.faults()).toEqual([]);
  });

  test('resets jobs, calls and faults; ids go on counting', async () => {
    const { post, start, simulator, get } = await simulate();
    const before = await start('Echo');
    simulator.addFault({ operation: 'StartJobs', fault: 'drop' });
    expect((await post('/_sim/reset', {})).status).toBe(200);
    expect([simulator.jobs(), simulator.calls(), simulator.faults()]).toEqual([[], [], []]);
    const after = await start('Echo');
    expect(after.Id).toBe(Number(before.Id) + 1);
    expect((await get(`/odata/Jobs(${String(before.Id)})`)).status).toBe(404);
  });

  test.each([
    ['no JSON', 'A fault must be a JSON object'],
    [{ fault: 'drop' }, '"operation" must be one of *, token, Account.Authenticate'],
    [{ operation: 'startjobs', fault: 'drop' }, '"operation" must be one of'],
    [
      { operation: 'StartJobs', fault: 'explode' },
      '"fault" must be one of status, error, throttle, text, html, drop, delay, slowBody, truncate, hide, rows, change, otherJob.',
    ],
    [
      { operation: 'StartJobs', fault: 'status' },
      '"status" must be a whole number from 200 to 599 for the fault "status".',
    ],
    [{ operation: 'StartJobs', fault: 'status', status: 99 }, '"status"'],
    [{ operation: 'StartJobs', fault: 'delay' }, '"delayMs" must be a whole number'],
    [{ operation: 'StartJobs', fault: 'drop', when: 'during' }, '"when" must be one of before, after.'],
    [{ operation: 'StartJobs', fault: 'drop', times: 0 }, '"times"'],
    [{ operation: 'StartJobs', fault: 'truncate', when: 'before' }, '"when" must be after for the fault "truncate".'],
    [{ operation: 'StartJobs', fault: 'error' }, '"error" must be one of NotAuthenticated, '],
    [{ operation: 'StartJobs', fault: 'drop', error: 'NotFound' }, '"error" belongs to the fault "error" only.'],
    [{ operation: 'StartJobs', fault: 'hide' }, '"hiddenMs" must be a whole number'],
    [{ operation: 'StartJobs', fault: 'drop', rows: 1 }, '"rows" belongs to the fault "rows" only.'],
    [
      { operation: 'StartJobs', fault: 'delay', delayMs: 1, effectAfterMs: 1 },
      '"effectAfterMs" belongs to the faults "status", ',
    ],
    [{ operation: 'StartJobs', fault: 'drop', when: 'before', effectAfterMs: 1 }, '"when" must be after'],
    [{ operation: 'StartJobs', fault: 'rows', rows: -1 }, '"rows" must be a whole number from 0'],
    [{ operation: 'StartJobs', fault: 'rows', sameRow: 1 }, '"sameRow" must be true or false.'],
    [{ operation: 'Jobs.list', fault: 'change', set: 1 }, '"set" must be an object.'],
    [{ operation: 'Jobs.list', fault: 'change', remove: 'Key' }, '"remove" must be a list of names.'],
    [{ operation: 'Jobs.list', fault: 'otherJob' }, 'The fault "otherJob" belongs to the operation Jobs.get only.'],
    [{ operation: 'Jobs.list', fault: 'throttle', retryAfter: [] }, '"retryAfter" must be a number or printable text.'],
    [
      { operation: 'Jobs.list', fault: 'throttle', retryAfter: 1, retryAfterForm: 'date' },
      '"retryAfter" is sent as it is',
    ],
    [{ operation: 'StartJobs', fault: 'drop', time: 1 }, '"time" is not a field of a fault'],
    [{ operation: 'StartJobs', fault: 'html', headers: { a: 'b\r\nc' } }, '"headers"'],
  ])('refuses the fault %j with 400 and a message', async (fault, message) => {
    const { post, simulator } = await simulate();
    const { status, body } = await post('/_sim/faults', fault);
    expect(status).toBe(400);
    expect(body.message).toContain(message);
    expect(simulator.faults()).toEqual([]);
  });

  test('answers an unknown control address with 404', async () => {
    const { get } = await simulate();
    expect((await get('/_sim/nothing')).status).toBe(404);
    expect((await get(action('nothing'))).status).toBe(404);
  });
});
