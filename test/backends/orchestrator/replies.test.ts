import { describe, expect, it } from 'vitest';
import { BackendError } from '../../../src/backends/backend-error.js';
import { classifyFailure } from '../../../src/backends/failure-table.js';
import type { OrchestratorSettings, StartInfo } from '../../../src/backends/orchestrator/index.js';
import { serve, type GivenReply } from '../../http-server.js';
import { accessToken, connect } from './settings.js';

const folder = { id: 1 };
const info: StartInfo = { ReleaseKey: 'k', Strategy: 'ModernJobsCount', JobsCount: 1 };
const job = { Id: 7, Key: 'k-7', State: 'Pending' };

/** What a start meant that was answered so; the call before it learns the version. */
async function startAnswered(
  reply: GivenReply,
  more: Partial<OrchestratorSettings> = {},
): Promise<{ error: BackendError; outcome: unknown }> {
  const server = await serve(({ path }) => (path.includes('StartJobs') ? reply : { body: { value: [{ Id: 1 }] } }));
  const client = connect(server.url, accessToken, more);
  try {
    await client.startJobs(folder, info);
  } catch (error) {
    if (error instanceof BackendError) return { error, outcome: classifyFailure(error, 'start') };
    throw error;
  }
  throw new Error('the start went well');
}

describe('what a reply to StartJobs means', () => {
  it.each<[string, GivenReply, object]>([
    [
      '503 text',
      { status: 503, body: 'upstream connect error' },
      { type: 'BackendUnavailable', retryable: true, doubtful: true },
    ],
    [
      '502 page',
      { status: 502, body: '<html><title>Bad Gateway</title></html>' },
      { type: 'BackendUnavailable', doubtful: true },
    ],
    [
      '429',
      { status: 429, headers: { 'retry-after': '3' }, body: {} },
      { type: 'RateLimited', doubtful: false, delayMs: 3_000 },
    ],
    ['429 by body', { status: 429, body: { retry_after: 4 } }, { type: 'RateLimited', delayMs: 4_000 }],
    [
      '409/2818',
      { status: 409, body: { message: 'no machine', errorCode: 2818 } },
      { type: 'RequestRefused', retryable: false },
    ],
    [
      '403',
      { status: 403, body: { message: 'You are not authorized!' } },
      { type: 'PermissionDenied', retryable: false },
    ],
    [
      '400/1100',
      { status: 400, body: { errorCode: 1100 } },
      { type: 'FolderNotFound', retryable: false, doubtful: false },
    ],
    [
      'a login page',
      { body: '<html><title>Sign in</title></html>' },
      { type: 'ConnectionMisconfigured', doubtful: true },
    ],
    ['a redirect', { status: 302, headers: { location: 'https://x/login?a=b' } }, { type: 'ConnectionMisconfigured' }],
    ['a cut before the reply', { cut: 'before' }, { type: 'BackendUnavailable', retryable: true, doubtful: true }],
    [
      'a cut within the reply',
      { status: 201, body: { value: [job] }, cut: 'within' },
      { type: 'BackendUnavailable', doubtful: true },
    ],
    [
      'JSON that ends early',
      { status: 201, headers: { 'content-type': 'application/json' }, body: '{"value": [' },
      { doubtful: true },
    ],
    ['JSON of something else', { body: { hello: 'world' } }, { type: 'ConnectionMisconfigured', doubtful: true }],
  ])('%s', async (_name, reply, expected) => {
    expect((await startAnswered(reply)).outcome).toMatchObject(expected);
  });

  it('no reply in time: doubtful', async () => {
    const server = await serve(() => new Promise<GivenReply>(() => undefined));
    const client = connect(server.url, accessToken, { timeouts: { headersMs: 200, bodyMs: 200, connectMs: 200 } });
    const error: unknown = await client.getJob(folder, 1).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ fields: { progress: 'noReply' } });
  });

  it('no server: not doubtful, and the message says where', async () => {
    const client = connect('http://127.0.0.1:9', accessToken);
    const error: unknown = await client.authenticate().catch((reason: unknown) => reason);
    expect(classifyFailure(error, 'start')).toMatchObject({ type: 'BackendUnavailable', doubtful: false });
    expect((error as Error).message).toContain('127.0.0.1:9 could not be reached');
  });

  it('says what it found at a wrong address and what to check', async () => {
    const { error } = await startAnswered({ body: '<html><title>Welcome to nginx</title></html>' });
    expect(error.message).toContain('"Welcome to nginx"');
    expect(error.message).toContain('Check connections.default.url (UIPATH_URL)');
  });

  it('keeps message, errorCode and traceId', async () => {
    const body = { message: "Couldn't find any user.", errorCode: 1671, traceId: '00-ab-01' };
    const { error } = await startAnswered({ status: 409, body });
    expect(error.message).toBe(
      "POST StartJobs was answered 409: Couldn't find any user (errorCode 1671) [traceId 00-ab-01]",
    );
    expect(error.fields).toMatchObject({ errorCode: 1671, traceId: '00-ab-01', status: 409 });
  });
});

describe('proxies', () => {
  it('goes through the proxy that the connection names', async () => {
    const { createServer, request } = await import('node:http');
    const api = await serve(() => ({ body: { value: [{ Id: 1 }] } }));
    const through: string[] = [];
    const { connect: open } = await import('node:net');
    const proxy = createServer((incoming, outgoing) => {
      incoming.pipe(request(incoming.url ?? '', { method: incoming.method }, (reply) => reply.pipe(outgoing)));
    });
    proxy.on('connect', (incoming, socket) => {
      through.push(incoming.url ?? '');
      const [host = '', port = '0'] = (incoming.url ?? '').split(':');
      const upstream = open(Number(port), host, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        upstream.pipe(socket).pipe(upstream);
      });
      socket.on('error', () => upstream.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as { port: number };
    const client = connect(api.url, accessToken, { proxyUrl: `http://127.0.0.1:${port}` });
    await client.authenticate();
    expect(through).toEqual([new URL(api.url).host]);
    proxy.closeAllConnections();
    proxy.close();
  });
});
