import { oauthError } from '../identity/client-credentials-token.js';
import { json, type Reply } from '../../http/http-message.js';
import type { Call } from '../route.js';
import { infoLinkCredentials } from '../../infolink/credentials.js';

/** Client credentials and password. No public source documents refresh tokens, so they are not accepted here. */
export function infoLinkToken({ simulation, request }: Call): Reply {
  const form = new URLSearchParams(request.body);
  const grantType = form.get('grant_type');
  if (grantType !== 'client_credentials' && grantType !== 'password') return oauthError('unsupported_grant_type');
  const { clientId, clientSecret, userName, password } = infoLinkCredentials;
  if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret)
    return oauthError('invalid_client', 'Client authentication failed.', 401);
  const isUser = form.get('username') === userName && form.get('password') === password;
  if (grantType === 'password' && !isUser) return oauthError('invalid_grant', 'Wrong user name or password.');
  const { tokens } = simulation.infoLink;
  return json(200, {
    access_token: tokens.issue(),
    refresh_token: 'sim-infolink-refresh-token',
    token_type: 'Bearer',
    expires_in: tokens.lifetimeSeconds,
  });
}
