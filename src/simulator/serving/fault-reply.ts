import { errorTable } from '../errors/error-table.js';
import { html, json, loginPage, text, type Reply } from '../http/http-message.js';
import type { Fault } from '../faults/fault.js';
import { gatewayHeaders, gatewayText, gatewayTitle } from '../faults/gateway.js';
import type { Speaker } from './speaker.js';
import { throttled, throttledInBody } from '../faults/throttled-reply.js';

const messages: Readonly<Record<number, string>> = {
  401: 'You are not authenticated!',
  403: 'You are not authorized!',
  408: 'The request timed out.',
  429: 'Too many requests. Try again later.',
};

/** What the caller gets in place of the answer; undefined means that the connection is dropped. */
export function faultReply(fault: Fault, speaker: Speaker): Reply | undefined {
  if (fault.fault === 'drop') return undefined;
  const reply = replyOf(fault, speaker);
  const { body } = fault;
  const given =
    typeof body === 'string'
      ? { ...reply, body }
      : body === undefined
        ? reply
        : { ...json(reply.status, body), headers: { ...reply.headers, ...json(reply.status, body).headers } };
  return { ...given, headers: mergeHeaders(given.headers, fault.headers) };
}

function replyOf(fault: Fault, speaker: Speaker): Reply {
  const own = (reply: Reply): Reply => ({ ...reply, headers: { ...speaker.headers, ...reply.headers } });
  const gateway = (reply: Reply): Reply => ({ ...reply, headers: { ...gatewayHeaders(), ...reply.headers } });
  switch (fault.fault) {
    case 'error': {
      const kind = fault.error ?? 'ServerError';
      return own(speaker.error(fault.status, errorTable[kind].message, kind));
    }
    case 'throttle':
      return throttledBy(fault, speaker, own, gateway);
    case 'text':
      return gateway(text(fault.status, gatewayText(fault.status)));
    case 'html':
      return { ...loginPage(), status: fault.status };
    default: {
      const title = speaker.behindGateway ? gatewayTitle(fault.status) : undefined;
      return title === undefined
        ? own(speaker.error(fault.status, messages[fault.status] ?? 'An error has occurred.'))
        : gateway(html(fault.status, title));
    }
  }
}

function throttledBy(
  fault: Fault,
  speaker: Speaker,
  own: (reply: Reply) => Reply,
  gateway: (reply: Reply) => Reply,
): Reply {
  const { status, retryAfterForm: form } = fault;
  if (form === 'body') return gateway(throttledInBody(status, fault));
  if (form === 'both') return gateway(throttled(throttledInBody(status, fault), fault));
  return own(throttled(speaker.error(status, messages[429] ?? '', 'TooManyRequests'), fault));
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
