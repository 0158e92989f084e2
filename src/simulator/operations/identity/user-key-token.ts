import { json, type Reply } from '../../http/http-message.js';
import type { Call } from '../route.js';
import { isRecord, parseJson } from '../../json.js';
import { oauthError } from './client-credentials-token.js';

/** The user keys of the early cloud: a refresh token in a JSON body. Tokens live a day unless the simulator's live shorter. */
export function userKeyToken({ simulation, request }: Call): Reply {
  const parsed = parseJson(request.body);
  const body = isRecord(parsed) ? parsed : {};
  if (body.grant_type !== 'refresh_token') return oauthError('unsupported_grant_type');
  const { credentials } = simulation.signIns;
  if (body.client_id !== credentials.userKeyClientId) return oauthError('invalid_client', 'Unknown client.', 401);
  if (!simulation.signIns.allow(body.client_id, body.refresh_token === credentials.refreshToken)) {
    return oauthError('invalid_grant', 'Unknown or invalid refresh token.', 403);
  }
  const { lifetimeSeconds } = simulation.tokens;
  const expiresIn = lifetimeSeconds === 3600 ? 86_400 : lifetimeSeconds;
  const accessToken = simulation.tokens.issue(undefined, expiresIn);
  return json(200, {
    access_token: accessToken,
    id_token: accessToken,
    scope: 'openid profile offline_access',
    expires_in: expiresIn,
    token_type: 'Bearer',
  });
}
