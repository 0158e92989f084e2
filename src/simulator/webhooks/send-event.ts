import { createHmac } from 'node:crypto';
import { request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { EventBody } from './event-body.js';
import type { Webhook } from './webhook.js';

const timeoutMs = 10_000;

/** Posts one event, signed if the webhook has a secret. Gives the receiver's status, or null without an answer. */
export function sendEvent(webhook: Webhook, event: EventBody, signal: AbortSignal): Promise<number | null> {
  const body = JSON.stringify(event);
  return new Promise((resolve) => {
    const request = open(webhook, headersOf(webhook, body), signal, (response) => {
      response.resume();
      response.once('close', () => resolve(response.statusCode ?? null));
    });
    request.once('error', () => resolve(null));
    request.end(body);
  });
}

/** Base64 of an HMAC-SHA256 over the body's bytes, as three public verifiers read it. */
function signatureOf(body: string, secret: string): string {
  return createHmac('sha256', secret).update(body, 'utf8').digest('base64');
}

function headersOf({ secret }: Webhook, body: string): Record<string, string> {
  return {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    ...(secret === null ? {} : { 'X-UiPath-Signature': signatureOf(body, secret) }),
  };
}

function open(
  { url, allowInsecureSsl }: Webhook,
  headers: Record<string, string>,
  signal: AbortSignal,
  answered: (response: IncomingMessage) => void,
): ClientRequest {
  const options = { method: 'POST', headers, signal, timeout: timeoutMs, agent: false } as const;
  const request = url.startsWith('https:')
    ? requestHttps(url, { ...options, rejectUnauthorized: !allowInsecureSsl }, answered)
    : requestHttp(url, options, answered);
  return request.once('timeout', () => request.destroy());
}
