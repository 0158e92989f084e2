import { ApiError } from '../errors/api-error.js';
import { header, type HttpRequest } from '../http/http-message.js';
import type { Route } from './route.js';
import type { Simulation } from '../simulation.js';
import { allows } from '../auth/scopes.js';

/** Refuses with 401 without a valid bearer token, with 403 when it does not reach. */
export function authorize(simulation: Simulation, request: HttpRequest, { scope, usersOnly }: Route): void {
  if (scope === undefined) return;
  const [, token] = /^bearer +(\S+)$/i.exec(header(request, 'Authorization') ?? '') ?? [];
  const grant = token === undefined ? undefined : simulation.tokens.grantOf(token);
  if (grant === undefined) throw new ApiError('NotAuthenticated');
  const reaches = scope === 'any' || allows(grant.scopes, scope);
  if (!reaches || (usersOnly === true && !grant.isUsers)) throw new ApiError('NotAuthorized');
}
