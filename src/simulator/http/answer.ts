import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { authorize } from '../auth/authorize.js';
import { faultReply } from '../control/fault-reply.js';
import type { Fault } from '../control/fault.js';
import { ApiError } from '../errors/api-error.js';
import { errorBody } from '../errors/envelopes.js';
import { QueryError } from '../odata/query-error.js';
import { folderOf } from '../operations/folder-context.js';
import type { Simulation } from '../simulation.js';
import { findRoute, type FoundRoute } from './find-route.js';
import { json, loginPage, type HttpRequest, type Reply } from './http-message.js';
import { decodePath } from './read-request.js';

export interface Answer {
  readonly found: FoundRoute | undefined;
  /** Absent when the connection is to be dropped instead. */
  readonly reply: Reply | undefined;
}

/** Works out the answer to one request: route, fault, token, folder, operation. */
export async function answer(simulation: Simulation, request: HttpRequest, signal: AbortSignal): Promise<Answer> {
  let found: FoundRoute | undefined;
  try {
    found = findRoute(request.method, decodePath(request.path), simulation.apiVersion);
  } catch (error) {
    return { found: undefined, reply: withHeaders(simulation, errorReply(error)) };
  }
  if (found === undefined) return { found, reply: loginPage() };
  const { operation } = found.route;
  const fault = operation === undefined ? undefined : simulation.faults.take(operation);
  if (fault?.when === 'before' && fault.fault !== 'delay') return { found, reply: faultReply(fault) };
  await delay(fault, 'before', signal);
  const reply = perform(simulation, request, found);
  if (fault?.when === 'after' && fault.fault !== 'delay') return { found, reply: faultReply(fault) };
  await delay(fault, 'after', signal);
  return { found, reply };
}

async function delay(fault: Fault | undefined, when: Fault['when'], signal: AbortSignal): Promise<void> {
  if (fault?.fault !== 'delay' || fault.when !== when) return;
  await sleep(fault.delayMs, undefined, { signal, ref: false });
}

function perform(simulation: Simulation, request: HttpRequest, found: FoundRoute): Reply {
  const reply = tryPerform(simulation, request, found);
  return found.area === 'orchestrator' ? withHeaders(simulation, reply) : reply;
}

function tryPerform(simulation: Simulation, request: HttpRequest, { route, parameters, basePath }: FoundRoute): Reply {
  try {
    if (route.scope !== undefined) authorize(simulation, request, route.scope);
    const folder = route.folder === undefined ? undefined : folderOf(simulation, request, route.folder);
    return route.handle({ simulation, request, parameters, folder, baseUrl: `${simulation.url}${basePath}` });
  } catch (error) {
    return errorReply(error);
  }
}

function errorReply(error: unknown): Reply {
  const known =
    error instanceof QueryError
      ? new ApiError('InvalidQuery', `Invalid OData query options. ${error.message}`)
      : error instanceof ApiError
        ? error
        : new ApiError('ServerError', `An error has occurred in the simulator: ${String(error)}`);
  return json(known.status, errorBody(known));
}

function withHeaders(simulation: Simulation, reply: Reply): Reply {
  const headers = {
    'api-supported-versions': simulation.apiVersion.toFixed(1),
    'OData-Version': '4.0',
    'X-Correlation-ID': randomUUID(),
  };
  return { ...reply, headers: { ...headers, ...reply.headers } };
}
