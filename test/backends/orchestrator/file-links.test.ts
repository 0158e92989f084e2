import { Agent } from 'undici';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BackendError } from '../../../src/backends/backend-error.js';
import { HttpSender } from '../../../src/backends/http/http-sender.js';
import { fileLink, FileLinks, throughBreaks } from '../../../src/backends/orchestrator/file-links.js';
import { Redactor } from '../../../src/backends/redactor.js';
import { serve } from '../../http-server.js';

const timeouts = { connectMs: 1_000, headersMs: 1_000, bodyMs: 1_000 };

function links(base = 'http://127.0.0.1'): { links: FileLinks; refused: string[] } {
  const dispatcher = new Agent();
  onTestFinished(() => dispatcher.close());
  const refused: string[] = [];
  const tokens = {
    token: () => Promise.resolve(`token-${refused.length}`),
    madeAt: () => undefined,
    refused: (token: string) => refused.push(token) > 0,
    accepted: () => undefined,
  };
  return { links: new FileLinks(new HttpSender(dispatcher, timeouts, new Redactor()), tokens, base), refused };
}

const linkOf = (Uri: string, more: object = {}): ReturnType<typeof fileLink.parse> =>
  fileLink.parse({ Uri, Verb: 'GET', ...more });

async function textOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

describe('a link to a file', () => {
  it('gets the headers that it asks for, and no token unless it asks for one', async () => {
    const { url, seen } = await serve(() => ({ body: 'content' }));
    const { links: client } = links();
    const Headers = { Keys: ['x-ms-version', 'x-mark'], Values: ['2026', 'a'] };
    const { content } = await client.fetch(linkOf(`${url}/file?sig=secret`, { Headers, RequiresAuth: false }));
    expect(await textOf(content)).toBe('content');
    expect(seen[0]?.headers).toMatchObject({ 'x-ms-version': '2026', 'x-mark': 'a' });
    expect(seen[0]?.headers).not.toHaveProperty('authorization');
  });

  it('that asks for a token gets it at the address of Orchestrator, and a fresh one when it was refused', async () => {
    const { url, seen } = await serve((_, count) => ({ status: count === 1 ? 401 : 200, body: 'content' }));
    const { links: client } = links(url);
    expect(await textOf((await client.fetch(linkOf(url, { RequiresAuth: true }))).content)).toBe('content');
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-0', 'Bearer token-1']);
  });

  it.each([
    'https://files.acme.example',
    'http://acme.example',
    'https://acme.example:8443',
    'https://acme.example.evil',
  ])('that asks for a token elsewhere gets none: %s', async (origin) => {
    const { links: client } = links('https://acme.example/org/tenant/orchestrator_');
    await expect(client.fetch(linkOf(`${origin}/a?sig=1`, { RequiresAuth: true }))).rejects.toMatchObject({
      type: 'ConnectionMisconfigured',
      message: expect.stringContaining(`sent to ${origin}, which is not its own address`) as string,
    });
  });

  it('that fails shows none of its keys, however the server quotes them', async () => {
    const key = 'a+b/c=0123456789abcdef';
    const held = 'header-key-0123456789';
    const body = `<Error>${encodeURIComponent(key)} <i>${key}</i> "${held}"</Error>`;
    const { url } = await serve(() => ({ status: 403, body }));
    const { links: client } = links();
    const Headers = { Keys: ['x-key', 'x-type'], Values: [held, 'BlockBlob'] };
    const link = linkOf(`${url}/file?se=1&sig=${encodeURIComponent(key)}`, { Headers });
    const error = await client.fetch(link).catch((failure: unknown) => failure);
    const all = JSON.stringify([(error as BackendError).message, (error as BackendError).fields]);
    expect(all).toContain('[redacted] [redacted]');
    expect(all).not.toMatch(/0123456789/);
  });

  it('that fails shows nothing of its query, which is a key to the file', async () => {
    const body =
      '<?xml version="1.0"?><Error><Code>AuthenticationFailed</Code><Message>Signature expired</Message></Error>';
    const { url } = await serve(() => ({ status: 403, body }));
    const { links: client } = links();
    const error: unknown = await client.fetch(linkOf(`${url}/file.csv?sig=secret`)).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(BackendError);
    expect((error as Error).message).toContain('GET file.csv was answered 403: AuthenticationFailed Signature expired');
    expect(JSON.stringify(error)).not.toContain('secret');
  });
});

describe('a download', () => {
  const broke = (): BackendError => new BackendError('broke', { method: 'GET', url: 'u', progress: 'noReply' });
  async function* chunks(...texts: (string | Error)[]): AsyncGenerator<Uint8Array, void> {
    for (const text of texts) {
      if (text instanceof Error) throw text;
      yield await Promise.resolve(Buffer.from(text));
    }
  }

  it('goes on where the connection broke', async () => {
    const asked: number[] = [];
    const parts = [chunks('abc', broke()), chunks('de', broke()), chunks('fg')];
    const content = throughBreaks((from) => {
      asked.push(from);
      return Promise.resolve({ content: parts.shift() ?? chunks(), from });
    });
    expect(await textOf(content)).toBe('abcdefg');
    expect(asked).toEqual([0, 3, 5]);
  });

  it('of a server that cannot go on in the middle leaves out what it has', async () => {
    const parts = [chunks('abc', broke()), chunks('ab', 'cd', 'e')];
    const content = throughBreaks(() => Promise.resolve({ content: parts.shift() ?? chunks(), from: 0 }));
    expect(await textOf(content)).toBe('abcde');
  });

  it('asks for a new link when the old one has expired, and gives up when that brings nothing', async () => {
    const expired = new BackendError('403', { method: 'GET', url: 'u', progress: 'replied', status: 403 });
    let opened = 0;
    const content = throughBreaks(() => {
      opened += 1;
      return Promise.reject(expired);
    });
    await expect(textOf(content)).rejects.toBe(expired);
    expect(opened).toBe(3);
  });

  it('ends at once by any other failure', async () => {
    const missing = new BackendError('404', { method: 'GET', url: 'u', progress: 'replied', status: 404 });
    let opened = 0;
    const content = throughBreaks(() => {
      opened += 1;
      return Promise.reject(missing);
    });
    await expect(textOf(content)).rejects.toBe(missing);
    expect(opened).toBe(1);
  });
});
