import { plainBody } from '../errors/envelopes.js';
import { html, json, loginPage, type Reply } from '../http/http-message.js';
import type { Fault } from './fault.js';

const messages: Readonly<Record<number, string>> = {
  401: 'You are not authenticated!',
  403: 'You are not authorized!',
  408: 'The request timed out.',
  429: 'Too many requests. Try again later.',
};

/** Answers of a gateway in front of Orchestrator, which knows nothing of its envelopes. */
const gatewayTitles: Readonly<Record<number, string>> = {
  502: '502 Bad Gateway',
  503: '503 Service Unavailable',
  504: '504 Gateway Timeout',
};

/** What the caller gets in place of the answer; undefined means that the connection is dropped. */
export function faultReply(fault: Fault): Reply | undefined {
  if (fault.fault === 'drop') return undefined;
  const reply = fault.fault === 'html' ? { ...loginPage(), status: fault.status } : statusReply(fault.status);
  const { body } = fault;
  const given = typeof body === 'string' ? { ...reply, body } : body === undefined ? reply : json(reply.status, body);
  const ownType = Object.keys(fault.headers).find((name) => name.toLowerCase() === 'content-type');
  return { ...given, headers: { ...(ownType === undefined ? given.headers : {}), ...fault.headers } };
}

function statusReply(status: number): Reply {
  const title = gatewayTitles[status];
  return title === undefined
    ? json(status, plainBody(messages[status] ?? 'An error has occurred.', 0))
    : html(status, title);
}
