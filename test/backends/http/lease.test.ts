import { Agent } from 'undici';
import { describe, expect, it, onTestFinished } from 'vitest';
import { HttpSender } from '../../../src/backends/http/http-sender.js';
import { Redactor } from '../../../src/backends/redactor.js';
import { serve } from '../../http-server.js';

const timeouts = { connectMs: 10_000, headersMs: 10_000, bodyMs: 10_000 };

function senderWith(dispatcher: Agent): HttpSender {
  onTestFinished(() => dispatcher.close());
  return new HttpSender(dispatcher, timeouts, new Redactor());
}

describe('a request under a lease', () => {
  it('is written while the lease holds', async () => {
    const server = await serve(() => ({ body: {} }));
    const sender = senderWith(new Agent());
    const reply = await sender.send({ method: 'POST', url: server.url, body: '{}', lease: { ended: () => false } });
    expect(reply.status).toBe(200);
    expect(server.seen).toMatchObject([{ method: 'POST', body: '{}' }]);
  });

  it('is not written when the lease has ended, which is told as nothing sent', async () => {
    const server = await serve(() => ({ body: {} }));
    const sender = senderWith(new Agent());
    const refused = sender.send({ method: 'POST', url: server.url, body: '{}', lease: { ended: () => true } });
    await expect(refused).rejects.toMatchObject({ name: 'BackendError', fields: { progress: 'notSent' } });
    await sender.send({ method: 'GET', url: server.url });
    expect(server.seen.map(({ method }) => method)).toEqual(['GET']);
  });

  it('is looked at when its turn on a connection comes, not when it was asked for', async () => {
    let ended = false;
    let release = (): void => undefined;
    const server = await serve(async (_, count) => {
      if (count === 1) await new Promise<void>((resolve) => (release = resolve));
      return { body: {} };
    });
    const sender = senderWith(new Agent({ connections: 1 }));
    const first = sender.send({ method: 'GET', url: server.url });
    await expect.poll(() => server.seen.length).toBe(1);
    const second = sender.send({ method: 'POST', url: server.url, body: '{}', lease: { ended: () => ended } });
    ended = true;
    release();
    await first;
    await expect(second).rejects.toMatchObject({ fields: { progress: 'notSent' } });
    expect(server.seen).toHaveLength(1);
  });
});
