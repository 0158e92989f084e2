import { ApiError } from '../../errors/api-error.js';
import { json, type Reply } from '../../http/http-message.js';
import type { Call } from '../route.js';
import { isRecord, parseJson, property } from '../../json.js';

/** User name and password, as on-premises servers take them; the token is the `result`, without its lifetime. */
export function authenticateAccount({ simulation, request }: Call): Reply {
  const parsed = parseJson(request.body);
  const body = isRecord(parsed) ? parsed : {};
  const { credentials } = simulation.signIns;
  const userName = property(body, 'usernameOrEmailAddress');
  const known =
    property(body, 'tenancyName') === credentials.tenancyName &&
    userName === credentials.userName &&
    property(body, 'password') === credentials.password;
  if (!simulation.signIns.allow(userName, known)) throw new ApiError('InvalidCredentials');
  return json(200, {
    result: simulation.tokens.issue(),
    targetUrl: null,
    success: true,
    error: null,
    unAuthorizedRequest: false,
    __abp: true,
  });
}
