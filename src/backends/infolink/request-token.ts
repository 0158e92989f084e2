import { formRequest, oauthToken } from '../auth/oauth-token.js';
import type { Token } from '../auth/token-source.js';
import type { HttpSender } from '../http/http-sender.js';
import type { InfoLinkAuth } from './settings.js';

const hint = 'Check url, basePath and auth.tokenUrl of the connection.';

/** Makes the call that obtains a token. Refresh tokens are not documented, so each call requests a new token. */
export function tokenRequest(
  auth: Exclude<InfoLinkAuth, { kind: 'apiKey' }>,
  base: string,
  sender: HttpSender,
): () => Promise<Token> {
  const request = formRequest(auth.tokenUrl ?? `${base}/oauth2/token`, {
    grant_type: auth.kind === 'password' ? 'password' : 'client_credentials',
    client_id: auth.clientId,
    client_secret: auth.clientSecret,
    ...(auth.kind === 'password' && { username: auth.username, password: auth.password }),
  });
  return () => oauthToken(sender, request, hint);
}
