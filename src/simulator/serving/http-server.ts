import { setMaxListeners } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Simulation } from '../simulation.js';
import { answer } from './answer.js';
import type { HttpRequest } from '../http/http-message.js';
import { readRequest } from '../http/read-request.js';
import { send } from '../http/send-reply.js';

export interface HttpServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Listens and serves. `stop` cuts every connection, so it never waits for a client. */
export async function listen(simulation: Simulation, host: string, port: number): Promise<HttpServer> {
  const stopping = new AbortController();
  // Each answer in progress listens to it.
  setMaxListeners(0, stopping.signal);
  const server = createServer((message, response) => {
    serve(simulation, message, response, stopping.signal).catch(() => message.socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  let stopped: Promise<void> | undefined;
  const close = () =>
    new Promise<void>((resolve) => {
      stopping.abort();
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: (server.address() as AddressInfo).port, stop: () => (stopped ??= close()) };
}

async function serve(
  simulation: Simulation,
  message: IncomingMessage,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  const startedAt = performance.now();
  const request = await readRequest(message);
  const { found, reply } = await answer(simulation, request, signal);
  if (found?.area !== 'control') {
    simulation.calls.record({
      time: new Date(simulation.clock.now()).toISOString(),
      operation: found?.route.operation ?? null,
      method: request.method,
      path: request.path,
      query: systemOptions(request),
      status: reply?.status ?? null,
      durationMs: Math.round(performance.now() - startedAt),
    });
  }
  if (reply === undefined) message.socket.resetAndDestroy();
  else await send(response, reply, signal);
}

/** Only OData options are kept: anything else in a query might be a secret. */
function systemOptions({ query }: HttpRequest): Record<string, string> {
  return Object.fromEntries([...query].filter(([name]) => name.startsWith('$')));
}
