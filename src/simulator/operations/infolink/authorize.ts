import { header, type HttpRequest } from '../../http/http-message.js';
import type { TokenStore } from '../../auth/token-store.js';
import { infoLinkCredentials } from '../../infolink/credentials.js';
import { InfoLinkError } from '../../infolink/info-link-error.js';

/** Lets a bearer token through, or the API key, which GET carries in its query and POST in its body. */
export function authorizeInfoLink(tokens: TokenStore, request: HttpRequest, apiKey: unknown): void {
  const [, token] = /^bearer +(\S+)$/i.exec(header(request, 'Authorization') ?? '') ?? [];
  if (token !== undefined) {
    if (tokens.grantOf(token) === undefined)
      throw new InfoLinkError(401, 'The access token is invalid or has expired.');
    return;
  }
  if (apiKey === undefined || apiKey === null || apiKey === '')
    throw new InfoLinkError(401, 'apiKey parameter is required.');
  if (apiKey !== infoLinkCredentials.apiKey) throw new InfoLinkError(401, 'apiKey parameter is invalid.');
}
