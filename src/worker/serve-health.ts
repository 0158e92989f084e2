import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HealthServer {
  url: string;
  close(): Promise<void>;
}

/** Answers `/healthz` (the process lives) and `/readyz` (the worker takes tasks), for Kubernetes and for people. */
export async function serveHealth(
  { host, port }: { host: string; port: number },
  ready: () => { ready: boolean; details: object },
): Promise<HealthServer> {
  const server = createServer((request, reply) => {
    const path = (request.url ?? '').split('?')[0];
    const answer = (status: number, body: object): void => {
      reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const state = ready();
    if (path === '/healthz') answer(200, { status: 'ok' });
    else if (path !== '/readyz') answer(404, { error: 'Ask /healthz or /readyz' });
    else answer(state.ready ? 200 : 503, { status: state.ready ? 'ready' : 'not ready', ...state.details });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  }).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The health address ${host}:${port} cannot be used: ${reason}. Set RPA_HEALTH_ADDRESS, or off.`);
  });
  const bound = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
