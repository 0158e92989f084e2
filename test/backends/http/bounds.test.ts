import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { classifyFailure } from '../../../src/backends/failure-table.js';
import { createDispatcher } from '../../../src/backends/http/dispatcher.js';
import { HttpSender } from '../../../src/backends/http/http-sender.js';
import { oauthToken } from '../../../src/backends/auth/oauth-token.js';
import { ReplyReader, upTo } from '../../../src/backends/http/read-reply.js';
import { readErrorBody } from '../../../src/backends/read-error-body.js';
import { Redactor } from '../../../src/backends/redactor.js';
import { limits } from '../../../src/contract/limits.js';
import { serve } from '../../http-server.js';

const timeouts = { connectMs: 10_000, headersMs: 10_000, bodyMs: 10_000 };

function sender(): HttpSender {
  const dispatcher = createDispatcher({});
  onTestFinished(() => dispatcher.destroy());
  return new HttpSender(dispatcher, timeouts, new Redactor());
}

async function addressOf(server: Server | ReturnType<typeof createTcpServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/odata/Jobs`;
}

/** Sends a body without an end, as fast as it is taken; tells how much. */
async function endless(status = 200): Promise<{ url: string; sent: () => number; closed: Promise<void> }> {
  let sent = 0;
  let ended = (): void => undefined;
  const closed = new Promise<void>((resolve) => (ended = resolve));
  const piece = Buffer.alloc(64 * 1024, ' ');
  const server = createServer((_, reply) => {
    reply.writeHead(status, { 'content-type': 'application/json' });
    reply.on('close', ended);
    const more = (): void => {
      while (!reply.destroyed && reply.write(piece)) sent += piece.byteLength;
      reply.once('drain', more);
    };
    more();
  });
  onTestFinished(() => server.closeAllConnections());
  return { url: await addressOf(server), sent: () => sent, closed };
}

const exceeded = (exceeds: string): object => ({ name: 'BackendError', fields: { progress: 'replied', exceeds } });

describe('a reply beyond a limit', () => {
  it.each([200, 500])('is not read further if it is endless (%s), and says what it exceeds', async (status) => {
    const { url, sent, closed } = await endless(status);
    const error: unknown = await sender()
      .send({ method: 'GET', url })
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject(exceeded('size'));
    expect((error as Error).message).toMatch(
      /^The reply of 127\.0\.0\.1:\d+ to GET \/odata\/Jobs has more than \d+ bytes/,
    );
    await closed;
    expect(sent()).toBeLessThan(limits.replyBytes + 8 * 1024 * 1024);
    expect(classifyFailure(error, 'start')).toMatchObject({
      type: 'BackendUnavailable',
      retryable: true,
      doubtful: true,
    });
  });

  it('is refused at a token endpoint too', async () => {
    const { url } = await endless();
    await expect(
      oauthToken(sender(), { method: 'POST', url, body: '' }, { elsewhere: '', refused: () => '' }),
    ).rejects.toMatchObject(exceeded('size'));
  });

  it.each(['[', '{"a":'])('is not parsed if its JSON is nested too deep (%s)', async (open) => {
    const server = await serve(() => ({
      body: open.repeat(1_000_000),
      headers: { 'content-type': 'application/json' },
    }));
    const given = { method: 'GET', url: server.url } as const;
    const http = sender();
    const reply = await http.send(given);
    expect(() => http.contentOf(given, reply, '')).toThrow(/JSON nested deeper than 100 levels/);
    expect(readErrorBody(reply.text).message.length).toBeLessThan(300);
  });

  it('is refused if it has too many headers', async () => {
    const server = createServer((_, reply) => {
      for (let index = 0; index <= limits.replyHeaders; index += 1) reply.setHeader(`x${index}`, '1');
      reply.end('{}');
    });
    await expect(sender().send({ method: 'GET', url: await addressOf(server) })).rejects.toMatchObject(
      exceeded('headers'),
    );
  });

  it('is refused if its headers have no end', async () => {
    const sockets = new Set<Socket>();
    const server = createTcpServer((socket) => {
      sockets.add(socket.on('error', () => undefined));
      socket.write('HTTP/1.1 200 OK\r\n');
      const more = (): void => {
        while (!socket.destroyed && socket.write(`x: ${'1'.repeat(1000)}\r\n`));
        socket.once('drain', more);
      };
      more();
    });
    onTestFinished(() => sockets.forEach((socket) => void socket.destroy()));
    await expect(sender().send({ method: 'GET', url: await addressOf(server) })).rejects.toMatchObject(
      exceeded('headers'),
    );
  });

  it('is refused in the middle of a file', async () => {
    const read = async (): Promise<void> => {
      for await (const _piece of upTo(3, pieces('ab', 'cd'))) expect(String(_piece)).toBe('ab');
    };
    await expect(read()).rejects.toThrow('more than 3 bytes');
  });
});

async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array, void> {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text));
}

describe('large replies', () => {
  it('are read one at a time, small ones beside them', async () => {
    const reader = new ReplyReader();
    const seen: string[] = [];
    let finish = (): void => undefined;
    const held = new Promise<void>((resolve) => (finish = resolve));
    async function* large(name: string, wait?: Promise<void>): AsyncGenerator<Uint8Array, void> {
      yield Buffer.alloc(limits.smallReplyBytes + 1);
      seen.push(`${name} goes on`);
      await wait;
      yield Buffer.from('!');
    }
    const first = reader.read(large('first', held));
    await expect.poll(() => seen).toEqual(['first goes on']);
    const second = reader.read(large('second'));
    expect(await reader.read(pieces('small'))).toBe('small');
    expect(seen).toEqual(['first goes on']);
    finish();
    expect((await first).length).toBe(limits.smallReplyBytes + 2);
    await second;
    expect(seen).toEqual(['first goes on', 'second goes on']);
  });

  it('leave their turn when they fail', async () => {
    const reader = new ReplyReader();
    async function* broken(): AsyncGenerator<Uint8Array, void> {
      yield Buffer.alloc(limits.smallReplyBytes + 1);
      await Promise.reject(new Error('broken'));
    }
    await expect(reader.read(broken())).rejects.toThrow('broken');
    await expect(reader.read(broken())).rejects.toThrow('broken');
  });

  it('lose their byte order mark', async () => {
    expect(JSON.parse(await new ReplyReader().read(pieces('\uFEFF{}')))).toEqual({});
  });
});
