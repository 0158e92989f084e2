import { z } from 'zod';
import type { HttpReply, HttpRequest, HttpSender } from '../http/http-sender.js';
import type { Token } from './token-source.js';

const oauthReply = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive().optional() });

/** A token request with its fields as a form. */
export function formRequest(url: string, fields: Record<string, string>): HttpRequest {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { method: 'POST', url, headers, body: new URLSearchParams(fields).toString() };
}

/** A token from an OAuth 2 endpoint. `hint`: what to check if something else answers there. */
export async function oauthToken(sender: HttpSender, request: HttpRequest, hint: string): Promise<Token> {
  const reply = await sender.send(request);
  const parsed = oauthReply.safeParse(jsonOf(reply.text));
  if (reply.status < 300 && parsed.success) {
    const { access_token: value, expires_in: seconds } = parsed.data;
    return { value, ...(seconds !== undefined && { lifetimeMs: seconds * 1000 }) };
  }
  throw tokenRefusal(sender, request, reply, hint);
}

/** The error for a token endpoint that did not return a token. */
export function tokenRefusal(sender: HttpSender, request: HttpRequest, reply: HttpReply, hint: string): Error {
  const { status } = reply;
  const isApi = typeof jsonOf(reply.text) === 'object';
  if (status === 408 || status === 429 || status >= 500)
    // The call that wanted the token was never sent.
    return sender.replyError(request, reply, { progress: 'notSent' });
  if (!isApi) return sender.notTheApi(request, reply, hint);
  return sender.replyError(request, reply, { authentication: true });
}

/** Undefined for text that is not JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
