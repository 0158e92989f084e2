import { describe, expect, test } from 'vitest';
import { simulate } from '../../simulator-client.js';
import { receive } from '../../webhooks/receiver.js';

const draft = {
  Name: 'test',
  Url: 'http://127.0.0.1:9/events',
  Secret: 'sim-webhook-secret',
  Enabled: true,
  SubscribeToAllEvents: false,
  AllowInsecureSsl: false,
  Events: [{ EventType: 'job.completed' }],
};

describe('webhooks', () => {
  test('are created, read, changed and deleted, and keep their secret to themselves', async () => {
    const { post, get, send } = await simulate();
    const created = await post('/odata/Webhooks', draft, { folder: null });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ Name: 'test', Secret: null, Events: [{ EventType: 'job.completed' }] });
    const path = `/odata/Webhooks(${String(created.body.Id)})`;
    const patched = await send('PATCH', path, { body: { name: 'other' } });
    expect([patched.status, patched.body.Name, patched.body.Url]).toEqual([200, 'other', draft.Url]);
    const replaced = await send('PUT', path, { body: { ...draft, Events: [] } });
    expect([replaced.body.Name, replaced.body.Events]).toEqual(['test', []]);
    expect((await get("/odata/Webhooks?$filter=Name eq 'test'")).rows).toHaveLength(1);
    expect((await send('DELETE', path)).status).toBe(204);
    expect((await get(path)).status).toBe(404);
  });

  test.each([
    { Name: undefined },
    { Name: 'x'.repeat(129) },
    { Url: 'nowhere' },
    { Url: 'ftp://127.0.0.1' },
    { Enabled: 'yes' },
    { Events: {} },
    { Events: [{ EventType: 7 }] },
    { Secret: 'x'.repeat(101) },
  ])('are refused with %o', async (wrong) => {
    const { post } = await simulate();
    const { status, body } = await post('/odata/Webhooks', { ...draft, ...wrong });
    expect([status, body.errorCode]).toEqual([400, 1009]);
  });

  test('can be told of six events of jobs', async () => {
    const { get } = await simulate();
    const { rows } = await get('/odata/Webhooks/UiPath.Server.Configuration.OData.GetEventTypes');
    expect(rows.map(({ Name }) => Name)).toEqual([
      'job.created',
      'job.started',
      'job.suspended',
      'job.completed',
      'job.faulted',
      'job.stopped',
    ]);
  });

  test('answer a ping with 202 and deliver it', async () => {
    const [{ post }, receiver] = await Promise.all([simulate(), receive()]);
    const { body } = await post('/odata/Webhooks', { ...draft, Url: receiver.url });
    const ping = await post(`/odata/Webhooks(${String(body.Id)})/UiPath.Server.Configuration.OData.Ping`, {});
    expect([ping.status, ping.body.Type]).toEqual([202, 'ping']);
    expect(await receiver.wait(1)).toMatchObject([{ Type: 'ping', EventId: ping.body.EventId }]);
  });
});
