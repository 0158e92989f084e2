import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { authorize } from '../auth/authorize.js';
import { ApiError } from '../errors/api-error.js';
import { errorBody } from '../errors/envelopes.js';
import { faultReply } from '../faults/fault-reply.js';
import type { Fault } from '../faults/fault.js';
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
  const fault =
    operation === undefined
      ? undefined
      : (simulation.faults.take(operation) ?? simulation.randomFaults?.take(operation));
  if (fault === undefined) return { found, reply: perform(simulation, request, found) };
  return { found, reply: await struck(simulation, request, found, fault, signal) };
}

/** The answer to a call that a fault strikes. */
async function struck(
  simulation: Simulation,
  request: HttpRequest,
  found: FoundRoute,
  fault: Fault,
  signal: AbortSignal,
): Promise<Reply | undefined> {
  const slow = fault.fault === 'delay';
  const ownHeaders = ownHeadersOf(simulation, found);
  const wait = (): Promise<void> => sleep(fault.delayMs, undefined, { signal, ref: false });
  if (fault.when === 'before') {
    if (fault.delayMs > 0) await wait();
    if (!slow) return faultReply(fault, ownHeaders);
  }
  const reply = perform(simulation, request, found, fault.hiddenMs);
  if (fault.when === 'before' || fault.fault === 'hide') return reply;
  if (fault.fault === 'slowBody') return { ...reply, delivery: { kind: 'slow', overMs: fault.delayMs } };
  if (fault.fault === 'truncate') return { ...reply, delivery: { kind: 'truncated' } };
  if (fault.delayMs > 0) await wait();
  return slow ? reply : faultReply(fault, ownHeaders);
}

/** None where something else than Orchestrator answers; undefined where that is blob storage. */
function ownHeadersOf(simulation: Simulation, { area }: FoundRoute): Record<string, string> | undefined {
  if (area === 'blobs') return undefined;
  return area === 'orchestrator' ? orchestratorHeaders(simulation) : {};
}

function perform(simulation: Simulation, request: HttpRequest, found: FoundRoute, hiddenMs = 0): Reply {
  const reply = tryPerform(simulation, request, found, hiddenMs);
  return found.area === 'orchestrator' ? withHeaders(simulation, reply) : reply;
}

function tryPerform(
  simulation: Simulation,
  request: HttpRequest,
  { route, parameters, basePath }: FoundRoute,
  hiddenMs: number,
): Reply {
  try {
    authorize(simulation, request, route);
    const folder = route.folder === undefined ? undefined : folderOf(simulation, request, route.folder);
    return route.handle({
      simulation,
      request,
      route,
      parameters,
      folder,
      baseUrl: `${simulation.url}${basePath}`,
      hiddenMs,
    });
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
  return { ...reply, headers: { ...orchestratorHeaders(simulation), ...reply.headers } };
}

function orchestratorHeaders({ apiVersion }: Simulation): Record<string, string> {
  return {
    'api-supported-versions': apiVersion.toFixed(1),
    'OData-Version': '4.0',
    'X-Correlation-ID': randomUUID(),
  };
}
