import { json, type Reply } from '../../http/http-message.js';
import type { Call } from '../route.js';
import { scopeFault } from '../../auth/scopes.js';

/** The client credentials grant. Its body must be a form; a JSON body has no grant type in its eyes. */
export function clientCredentialsToken({ simulation, request }: Call): Reply {
  const form = new URLSearchParams(isForm(request.headers['content-type']) ? request.body : '');
  if (form.get('grant_type') !== 'client_credentials') return oauthError('unsupported_grant_type');
  const { clientId, clientSecret } = simulation.signIns.credentials;
  const known = form.get('client_id') === clientId && form.get('client_secret') === clientSecret;
  if (!simulation.signIns.allow(form.get('client_id'), known)) return oauthError('invalid_client');
  const scopes = (form.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  const fault = scopeFault(scopes);
  if (fault !== undefined) return oauthError('invalid_scope', fault);
  return json(200, {
    access_token: simulation.tokens.issue(scopes),
    expires_in: simulation.tokens.lifetimeSeconds,
    token_type: 'Bearer',
    scope: scopes.join(' '),
  });
}

export function oauthError(error: string, description?: string, status = 400): Reply {
  return json(status, { error, ...(description === undefined ? {} : { error_description: description }) });
}

function isForm(contentType: string | undefined): boolean {
  return contentType?.toLowerCase().startsWith('application/x-www-form-urlencoded') === true;
}
