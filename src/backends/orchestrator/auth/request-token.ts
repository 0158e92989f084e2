import { z } from 'zod';
import type { HttpReply, HttpRequest, HttpSender } from '../http/http-sender.js';
import { withPath } from '../addresses.js';
import type { OrchestratorAuth } from '../types.js';
import type { Token } from './token-source.js';

/** The least that a job needs (OpenAPI 20.0: OR.Jobs, OR.Execution.Read, OR.Folders.Read). */
const defaultScope = 'OR.Jobs OR.Execution.Read OR.Folders.Read';
const defaultAccountUrl = 'https://account.uipath.com';

const oauthReply = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive().optional() });
const accountReply = z.object({ result: z.string().min(1), error: z.null().optional() });

export type RequestedAuth = Exclude<OrchestratorAuth, { kind: 'accessToken' }>;

export interface TokenPlace {
  base: string;
  tokenUrl: string;
  tenantName?: string | undefined;
}

/** Makes the call that gets a token by one of the ways of authentication. */
export function tokenRequest(auth: RequestedAuth, place: TokenPlace, sender: HttpSender): () => Promise<Token> {
  const tenant: Record<string, string> =
    place.tenantName === undefined ? {} : { 'X-UIPATH-TenantName': place.tenantName };
  switch (auth.kind) {
    case 'clientCredentials': {
      const form = new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: auth.clientId,
        client_secret: auth.clientSecret,
        scope: auth.scope ?? defaultScope,
      });
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      return () => oauthToken(sender, { method: 'POST', url: place.tokenUrl, headers, body: form.toString() });
    }
    case 'userKey': {
      const url = withPath(auth.accountUrl ?? defaultAccountUrl, '/oauth/token');
      const body = { grant_type: 'refresh_token', client_id: auth.clientId, refresh_token: auth.refreshToken };
      const headers = { 'content-type': 'application/json', ...tenant };
      return () => oauthToken(sender, { method: 'POST', url, headers, body: JSON.stringify(body) });
    }
    case 'password': {
      const body = {
        ...(place.tenantName !== undefined && { tenancyName: place.tenantName }),
        usernameOrEmailAddress: auth.username,
        password: auth.password,
      };
      const headers = { 'content-type': 'application/json', ...tenant };
      const url = `${place.base}/api/Account/Authenticate`;
      return () => accountToken(sender, { method: 'POST', url, headers, body: JSON.stringify(body) });
    }
  }
}

async function oauthToken(sender: HttpSender, request: HttpRequest): Promise<Token> {
  const reply = await sender.send(request);
  const parsed = oauthReply.safeParse(jsonOf(reply.text));
  if (reply.status < 300 && parsed.success) {
    const { access_token: value, expires_in: seconds } = parsed.data;
    return { value, ...(seconds !== undefined && { lifetimeMs: seconds * 1000 }) };
  }
  throw refusal(sender, request, reply, 'Check the identity URL of the connection (UIPATH_IDENTITY_URL).');
}

async function accountToken(sender: HttpSender, request: HttpRequest): Promise<Token> {
  const reply = await sender.send(request);
  const parsed = accountReply.safeParse(jsonOf(reply.text));
  // A 200 may carry an error; only a token in `result` and no error is a success.
  if (reply.status < 300 && parsed.success) return { value: parsed.data.result };
  throw refusal(sender, request, reply, 'Check the URL of the connection (UIPATH_URL).');
}

function refusal(sender: HttpSender, request: HttpRequest, reply: HttpReply, hint: string): Error {
  const { status } = reply;
  const isApi = typeof jsonOf(reply.text) === 'object';
  if (status === 408 || status === 429 || status >= 500)
    // The call that wanted the token was never sent.
    return sender.replyError(request, reply, { progress: 'notSent' });
  if (!isApi) return sender.notTheApi(request, reply, hint);
  return sender.replyError(request, reply, { authentication: true });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
