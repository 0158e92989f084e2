import { ApiError } from '../errors/api-error.js';
import { json, type Reply } from '../http/http-message.js';
import { InfoLinkError } from './info-link-error.js';

export function success(result: Record<string, unknown>): Reply {
  return json(200, { status: 'success', result });
}

/** The envelope of an error, with any HTTP status. */
export function refusal(status: number, message: string): Reply {
  return json(status, { status: 'error', result: { message } });
}

/** The answer to a call that failed. HTTP statuses are documented nowhere: 200 unless asked for. */
export function infoLinkErrorReply(error: unknown, errorStatus: boolean): Reply {
  if (error instanceof InfoLinkError) return refusal(errorStatus ? error.status : 200, error.message);
  if (error instanceof ApiError) return refusal(errorStatus ? error.status : 200, error.message);
  return refusal(500, `An error has occurred in the simulator: ${String(error)}`);
}
