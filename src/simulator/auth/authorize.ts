import { ApiError } from '../errors/api-error.js';
import { header, type HttpRequest } from '../http/http-message.js';
import type { Simulation } from '../simulation.js';
import { allows, type Scope } from './scopes.js';

/** Refuses with 401 without a valid bearer token, with 403 when its scopes do not reach. */
export function authorize(simulation: Simulation, request: HttpRequest, scope: Scope): void {
  const [, token] = /^bearer +(\S+)$/i.exec(header(request, 'Authorization') ?? '') ?? [];
  const scopes = token === undefined ? undefined : simulation.tokens.scopesOf(token);
  if (scopes === undefined) throw new ApiError('NotAuthenticated');
  if (!allows(scopes, scope)) throw new ApiError('NotAuthorized');
}
