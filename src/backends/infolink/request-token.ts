import { formRequest, oauthToken } from '../auth/oauth-token.js';
import { optionName, type SignInHints } from '../auth/sign-in-hints.js';
import type { Token } from '../auth/token-source.js';
import type { HttpSender } from '../http/http-sender.js';
import type { InfoLinkAuth } from './settings.js';

/** Makes the call that obtains a token. Refresh tokens are not documented, so each call requests a new token. */
export function tokenRequest(
  auth: Exclude<InfoLinkAuth, { kind: 'apiKey' }>,
  base: string,
  sender: HttpSender,
  connection: string,
): () => Promise<Token> {
  const url = auth.tokenUrl ?? `${base}/oauth2/token`;
  const request = formRequest(url, {
    grant_type: auth.kind === 'password' ? 'password' : 'client_credentials',
    client_id: auth.clientId,
    client_secret: auth.clientSecret,
    ...(auth.kind === 'password' && { username: auth.username, password: auth.password }),
  });
  const name = (option: string): string => optionName(connection, option);
  const owner =
    auth.kind === 'password' ? ['clientId', 'clientSecret', 'username', 'password'] : ['clientId', 'clientSecret'];
  const hints: SignInHints = {
    elsewhere:
      auth.tokenUrl === undefined
        ? `This address follows from ${name('url')} and basePath: correct them, or set ${name('auth.tokenUrl')}.`
        : `Correct ${name('auth.tokenUrl')}.`,
    refused: () => `Tried at ${url}: check ${owner.join(', ')} of ${name('auth')}`,
  };
  return () => oauthToken(sender, request, hints);
}
