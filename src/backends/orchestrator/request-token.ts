import { z } from 'zod';
import { formRequest, jsonOf, oauthToken, tokenRefusal } from '../auth/oauth-token.js';
import type { Token } from '../auth/token-source.js';
import type { HttpRequest, HttpSender } from '../http/http-sender.js';
import type { SignInHints } from '../auth/sign-in-hints.js';
import { defaultScope, type OrchestratorAuth } from './settings.js';
import { signInAddress } from './sign-in-words.js';

const accountReply = z.object({ result: z.string().min(1), error: z.null().optional() });

export type RequestedAuth = Exclude<OrchestratorAuth, { kind: 'accessToken' }>;

export interface TokenPlace {
  /** Base URL of Orchestrator. */
  url: string;
  tenantName?: string | undefined;
}

/** Makes the call that obtains a token for the configured kind of authentication. */
export function tokenRequest(
  auth: RequestedAuth,
  place: TokenPlace,
  sender: HttpSender,
  hints: SignInHints,
): () => Promise<Token> {
  const url = signInAddress(auth, place.url);
  const tenant: Record<string, string> =
    place.tenantName === undefined ? {} : { 'X-UIPATH-TenantName': place.tenantName };
  switch (auth.kind) {
    case 'clientCredentials': {
      const request = formRequest(url, {
        grant_type: 'client_credentials',
        client_id: auth.clientId,
        client_secret: auth.clientSecret,
        scope: auth.scope ?? defaultScope,
      });
      return () => oauthToken(sender, request, hints);
    }
    case 'userKey': {
      const body = { grant_type: 'refresh_token', client_id: auth.clientId, refresh_token: auth.refreshToken };
      const headers = { 'content-type': 'application/json', ...tenant };
      const request: HttpRequest = { method: 'POST', url, headers, body: JSON.stringify(body) };
      return () => oauthToken(sender, request, hints);
    }
    case 'password': {
      const body = {
        ...(place.tenantName !== undefined && { tenancyName: place.tenantName }),
        usernameOrEmailAddress: auth.username,
        password: auth.password,
      };
      const headers = { 'content-type': 'application/json', ...tenant };
      return () => accountToken(sender, { method: 'POST', url, headers, body: JSON.stringify(body) }, hints);
    }
  }
}

async function accountToken(sender: HttpSender, request: HttpRequest, hints: SignInHints): Promise<Token> {
  const reply = await sender.send(request);
  const parsed = accountReply.safeParse(jsonOf(reply.text));
  // A 200 may carry an error; only a token in `result` and no error is a success.
  if (reply.status < 300 && parsed.success) return { value: parsed.data.result };
  throw tokenRefusal(sender, request, reply, hints);
}
