import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Delivery, Reply } from './http-message.js';

/** Sends a reply in the way that its `delivery` asks for. */
export async function send(response: ServerResponse, reply: Reply, signal: AbortSignal): Promise<void> {
  const body = Buffer.from(reply.body);
  const { delivery } = reply;
  // A reply without a body can only be cut short if it promises one.
  const length = delivery?.kind === 'truncated' ? Math.max(body.length, 2) : body.length;
  response.writeHead(reply.status, { 'Content-Length': String(length), ...reply.headers });
  if (delivery === undefined) response.end(body);
  else if (delivery.kind === 'truncated') await sendHalf(response, body);
  else await sendSlowly(response, body, delivery, signal);
}

async function sendSlowly(
  response: ServerResponse,
  body: Buffer,
  { overMs, pieces = 10 }: Extract<Delivery, { kind: 'slow' }>,
  signal: AbortSignal,
): Promise<void> {
  response.flushHeaders();
  const size = Math.max(1, Math.ceil(body.length / pieces));
  for (let piece = 0; piece < pieces; piece += 1) {
    await sleep(overMs / pieces, undefined, { signal, ref: false });
    response.write(body.subarray(piece * size, (piece + 1) * size));
  }
  response.end();
}

async function sendHalf(response: ServerResponse, body: Buffer): Promise<void> {
  response.flushHeaders();
  await new Promise<void>((resolve) => {
    response.write(body.subarray(0, Math.ceil(body.length / 2)), () => resolve());
  });
  response.socket?.destroy();
}
