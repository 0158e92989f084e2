import { ApiError } from '../errors/api-error.js';
import { storageError } from '../blobs/storage-error.js';
import { errorBody, plainBody } from '../errors/envelopes.js';
import { html, json, loginPage, text, type Reply } from '../http/http-message.js';
import type { Fault } from './fault.js';
import { gatewayHeaders, gatewayText, gatewayTitle } from './gateway.js';
import { throttledReply } from './throttled-reply.js';

const messages: Readonly<Record<number, string>> = {
  401: 'You are not authenticated!',
  403: 'You are not authorized!',
  408: 'The request timed out.',
  429: 'Too many requests. Try again later.',
};

type OwnHeaders = Readonly<Record<string, string>>;

const storageMessage = 'The simulated storage failed, as it was asked to.';

/**
 * What the caller gets in place of the answer; undefined means that the connection is dropped. `ownHeaders` are
 * those that Orchestrator itself puts on each reply; without them blob storage answers.
 */
export function faultReply(fault: Fault, ownHeaders: OwnHeaders | undefined): Reply | undefined {
  if (fault.fault === 'drop') return undefined;
  const byStorage = ownHeaders === undefined && fault.fault === 'status';
  const reply = byStorage
    ? storageError(fault.status, 'SimulatedFault', storageMessage)
    : replyOf(fault, ownHeaders ?? {});
  const { body } = fault;
  const given =
    typeof body === 'string'
      ? { ...reply, body }
      : body === undefined
        ? reply
        : { ...json(reply.status, body), headers: { ...reply.headers, ...json(reply.status, body).headers } };
  return { ...given, headers: mergeHeaders(given.headers, fault.headers) };
}

function replyOf(fault: Fault, ownHeaders: OwnHeaders): Reply {
  const own = (reply: Reply): Reply => ({ ...reply, headers: { ...ownHeaders, ...reply.headers } });
  const gateway = (reply: Reply): Reply => ({ ...reply, headers: { ...gatewayHeaders(), ...reply.headers } });
  switch (fault.fault) {
    case 'error': {
      const error = new ApiError(fault.error ?? 'ServerError');
      return own(json(fault.status, errorBody(error)));
    }
    case 'throttle':
      return fault.retryAfterForm === 'body'
        ? gateway(throttledReply(fault.retryAfterSeconds, 'body'))
        : own(throttledReply(fault.retryAfterSeconds, fault.retryAfterForm));
    case 'text':
      return gateway(text(fault.status, gatewayText(fault.status)));
    case 'html':
      return { ...loginPage(), status: fault.status };
    default: {
      const title = gatewayTitle(fault.status);
      return title === undefined
        ? own(json(fault.status, plainBody(messages[fault.status] ?? 'An error has occurred.', 0)))
        : gateway(html(fault.status, title));
    }
  }
}

/** A header given by the caller replaces ours, in whatever case it is written. */
function mergeHeaders(
  ours: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const names = new Set(Object.keys(given).map((name) => name.toLowerCase()));
  const kept = Object.entries(ours).filter(([name]) => !names.has(name.toLowerCase()));
  return { ...Object.fromEntries(kept), ...given };
}
