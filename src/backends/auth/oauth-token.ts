import { z } from 'zod';
import { limits } from '../../contract/limits.js';
import { parseJson } from '../../shared/json.js';
import type { HttpReply, HttpRequest, HttpSender } from '../http/http-sender.js';
import type { SignInHints } from './sign-in-hints.js';
import type { Token } from './token-source.js';

const oauthReply = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive().optional() });

/** A token request with its fields as a form. */
export function formRequest(url: string, fields: Record<string, string>): HttpRequest {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { method: 'POST', url, headers, body: new URLSearchParams(fields).toString() };
}

/** A token from an OAuth 2 endpoint. */
export async function oauthToken(sender: HttpSender, request: HttpRequest, hints: SignInHints): Promise<Token> {
  const reply = await sender.send(request);
  const parsed = oauthReply.safeParse(jsonOf(reply.text));
  if (reply.status < 300 && parsed.success) {
    const { access_token: value, expires_in: seconds } = parsed.data;
    return { value, ...(seconds !== undefined && { lifetimeMs: seconds * 1000 }) };
  }
  throw tokenRefusal(sender, request, reply, hints);
}

/** The error codes of OAuth 2 (RFC 6749, 5.2), the only words of a token endpoint that an error repeats. */
const refusals: Record<string, string> = {
  invalid_client: 'the client is not known, or its secret is wrong',
  invalid_grant: 'the user name, password or refresh token is not accepted',
  invalid_scope: 'a scope is not known, or the client does not have it',
  unauthorized_client: 'the client may not sign in this way',
  unsupported_grant_type: 'this server does not offer this way to sign in',
  invalid_request: 'the server misses something in the request',
};

const refusal = z.object({
  error: z.union([z.string(), z.object({ code: z.number().int() })]).nullish(),
  errorCode: z.number().int().nullish(),
});

/**
 * The error for a token endpoint that did not return a token. Its reply may hold a token in a form that we do not
 * expect, so the error quotes nothing of it: only codes are repeated.
 */
export function tokenRefusal(sender: HttpSender, request: HttpRequest, reply: HttpReply, hints: SignInHints): Error {
  const { status, headers } = reply;
  const content = jsonOf(reply.text);
  const told = refusal.safeParse(content);
  const error = told.data?.error;
  const errorCode = told.data?.errorCode ?? (typeof error === 'object' ? error?.code : undefined);
  const known = typeof error === 'string' && Object.hasOwn(refusals, error) ? error : undefined;
  const meaning = known === undefined ? undefined : `${known}: ${refusals[known]}`;
  const code = typeof errorCode === 'number' ? ` (errorCode ${errorCode})` : '';
  const message = meaning ?? `no token${code}`;
  const wait = headers['retry-after'];
  const unquoted = { status, headers: wait === undefined ? {} : { 'retry-after': wait }, text: '' };
  if (status === 408 || status === 429 || status >= 500)
    // The call that wanted the token was never sent.
    return sender.replyError(request, unquoted, { message, progress: 'notSent' });
  const isApi = told.success && (status >= 400 || error !== undefined || errorCode !== undefined);
  if (isApi)
    return sender.replyError(request, unquoted, {
      message: `${meaning ?? `the credentials were refused${code}`}. ${hints.refused(known)}`,
      authentication: true,
      ...(typeof errorCode === 'number' && { errorCode }),
    });
  const { origin, pathname } = new URL(request.url);
  return sender.replyError(request, unquoted, {
    message: `found ${kindOf(reply, content)} (status ${status}) at ${origin}${pathname}. ${hints.elsewhere}`,
    notTheApi: true,
  });
}

function kindOf({ headers, text }: HttpReply, content: unknown): string {
  const to = headers.location;
  if (to !== undefined) return `a redirect${URL.canParse(to) ? ` to ${new URL(to).host}` : ''}`;
  if (text.trim() === '') return 'an empty reply';
  if (content !== undefined) return 'JSON without a token';
  return /<html|<!doctype/i.test(text) ? 'a web page' : 'a text that is not JSON';
}

/** Undefined for text that is not JSON. */
export function jsonOf(text: string): unknown {
  try {
    return parseJson(text, limits.jsonDepth);
  } catch {
    return undefined;
  }
}
