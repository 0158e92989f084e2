import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface SeenRequest {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface GivenReply {
  status?: number;
  headers?: Record<string, string>;
  /** Text is sent as it is, anything else as JSON. */
  body?: unknown;
  /** Ends the connection: before a reply, or in the middle of the body. */
  cut?: 'before' | 'within';
}

export interface HttpServer {
  url: string;
  seen: SeenRequest[];
}

/** A real HTTP server on a free port whose answers a test gives; it ends with the test. */
export async function serve(
  answer: (request: SeenRequest, count: number) => GivenReply | Promise<GivenReply>,
): Promise<HttpServer> {
  const seen: SeenRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    let body = '';
    incoming.setEncoding('utf8');
    incoming.on('data', (piece: string) => (body += piece));
    incoming.on('end', () => {
      const request = { method: incoming.method ?? '', path: incoming.url ?? '', headers: incoming.headers, body };
      seen.push(request);
      void Promise.resolve(answer(request, seen.length)).then(
        ({ status = 200, headers = {}, body: reply = '', cut }) => {
          if (cut === 'before') return incoming.socket.destroy();
          const json = typeof reply !== 'string';
          const text = json ? JSON.stringify(reply) : reply;
          const type = { 'content-type': json ? 'application/json' : 'text/html' };
          if (cut !== 'within') return outgoing.writeHead(status, { ...type, ...headers }).end(text);
          outgoing.writeHead(status, { ...type, ...headers, 'content-length': String(text.length) });
          outgoing.write(text.slice(0, text.length / 2), () => incoming.socket.destroy());
          return undefined;
        },
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}
