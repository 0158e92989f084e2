import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, test } from 'vitest';
import { action, simulate, type TestSimulator } from '../simulator-client.js';
import { receive, type Receiver } from './receiver.js';

const subscription = { Name: 'test', Enabled: true, SubscribeToAllEvents: true, AllowInsecureSsl: false };

async function subscribed(more: object = {}): Promise<TestSimulator & { receiver: Receiver; id: unknown }> {
  const [sim, receiver] = await Promise.all([simulate(), receive()]);
  const { status, body } = await sim.post('/odata/Webhooks', { ...subscription, Url: receiver.url, ...more });
  expect(status).toBe(201);
  return { ...sim, receiver, id: body.Id };
}

const types = (events: Record<string, unknown>[]) => events.map(({ Type }) => Type);

describe('a webhook', () => {
  test('is told of each step of a job, with nobody asking', async () => {
    const { start, clock, receiver } = await subscribed();
    const { Id, Key } = await start('Echo', { a: 1 });
    await receiver.wait(1);
    clock.advance(1_000);
    const events = await receiver.wait(3);
    expect(types(events)).toEqual(['job.created', 'job.started', 'job.completed']);
    expect(events[0]).toMatchObject({ StartInfo: { ReleaseName: 'Echo' }, Jobs: [{ Id, Key, State: 'Pending' }] });
    expect(events[2]).toMatchObject({
      Timestamp: expect.stringContaining('2026-01-05T08:00:01.000') as string,
      Job: { Id, State: 'Successful', OutputArguments: { a: 1 }, Info: 'Job completed' },
    });
    expect(new Set(events.map(({ EventId }) => EventId)).size).toBe(3);
  });

  test.each([
    ['Fails', 'job.faulted'],
    ['Suspends', 'job.suspended'],
  ])('is told how %s ends: %s', async (release, type) => {
    const { start, clock, receiver } = await subscribed();
    await start(release);
    clock.advance(1_000);
    expect(types(await receiver.wait(3))).toContain(type);
  });

  test('is told of a stop', async () => {
    const { start, post, receiver } = await subscribed();
    const { Id } = await start('Waits');
    await post(action('StopJobs'), { jobIds: [Id], strategy: 'Kill' });
    expect(types(await receiver.wait(2))).toEqual(['job.created', 'job.stopped']);
  });

  test('gets what it is subscribed to, and nothing when it is disabled', async () => {
    const { start, send, clock, receiver, id } = await subscribed({
      SubscribeToAllEvents: false,
      Events: [{ EventType: 'job.completed' }],
    });
    await start('Echo');
    clock.advance(1_000);
    expect(types(await receiver.wait(1))).toEqual(['job.completed']);
    await send('PATCH', `/odata/Webhooks(${String(id)})`, { body: { Enabled: false } });
    await start('Echo');
    clock.advance(1_000);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(receiver.received).toHaveLength(1);
  });

  test('can prove the sender by an HMAC over the body in Base64', async () => {
    const { start, receiver } = await subscribed({ Secret: 'sim-webhook-secret' });
    await start('Echo', { name: 'zwölf' });
    await receiver.wait(1);
    const [{ headers, text } = { headers: {} as IncomingHttpHeaders, text: '' }] = receiver.received;
    const expected = createHmac('sha256', 'sim-webhook-secret').update(text).digest('base64');
    expect(headers['x-uipath-signature']).toBe(expected);
  });

  test('is silent for an hour after one failure, and what happens then is never told', async () => {
    const { start, clock, receiver, simulator } = await subscribed();
    receiver.status = 500;
    await start('Waits');
    await receiver.wait(1);
    receiver.status = 200;
    await start('Waits');
    clock.advance(3_590_000);
    await start('Waits');
    await expect
      .poll(() => simulator.deliveries().map(({ outcome }) => outcome))
      .toEqual(['failed', 'skipped', 'skipped']);
    clock.advance(10_000);
    await start('Waits');
    await receiver.wait(2);
    await expect.poll(() => simulator.deliveries().at(-1)).toMatchObject({ outcome: 'delivered', status: 200 });
    expect(receiver.received).toHaveLength(2);
  });

  test('gets events doubled, in another order, or not at all, on request', async () => {
    const { start, post, clock, receiver, simulator } = await subscribed();
    simulator.setWebhooks({ doubled: true });
    await start('Waits');
    const [first, second] = await receiver.wait(2);
    expect(second).toEqual(first);
    expect((await post('/_sim/webhooks', { doubled: false, loseEvery: 2 })).body).toMatchObject({ loseEvery: 2 });
    await start('Waits');
    await expect.poll(() => simulator.deliveries().at(-1)?.outcome).toBe('lost');
    simulator.setWebhooks({ loseEvery: 0, outOfOrder: true });
    await start('Echo');
    clock.advance(1_000);
    const rest = types(await receiver.wait(5)).slice(2);
    expect(rest).toEqual(['job.started', 'job.created', 'job.completed']);
    expect((await post('/_sim/webhooks', { triple: true })).status).toBe(400);
  });
});
