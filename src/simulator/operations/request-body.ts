import { ApiError } from '../errors/api-error.js';
import type { HttpRequest } from '../http/http-message.js';
import { isRecord, parseJson } from '../json.js';

/** The JSON object of a request; `required` names the parameter that a reader of the error will miss. */
export function bodyOf(request: HttpRequest, required: string): Record<string, unknown> {
  const body = parseJson(request.body);
  if (!isRecord(body)) throw new ApiError('InvalidRequest', `${required} must not be null`);
  return body;
}
