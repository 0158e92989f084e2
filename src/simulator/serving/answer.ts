import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { authorize } from '../operations/authorize.js';
import { ApiError } from '../errors/api-error.js';
import { errorBody } from '../errors/envelopes.js';
import { faultReply } from './fault-reply.js';
import type { Fault } from '../faults/fault.js';
import { infoLinkSpeaker, orchestratorSpeaker, storageSpeaker, type Speaker } from './speaker.js';
import { infoLinkErrorReply } from '../infolink/replies.js';
import { QueryError } from '../odata/query-error.js';
import { folderOf } from './folder-context.js';
import type { Simulation } from '../simulation.js';
import { findRoute, type FoundRoute } from './find-route.js';
import { json, loginPage, type HttpRequest, type Reply } from '../http/http-message.js';
import { decodePath } from '../http/read-request.js';

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
  if (fault === undefined) return { found, reply: await perform(simulation, request, found, signal) };
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
  const speaker = speakerOf(simulation, found);
  const wait = (): Promise<void> => sleep(fault.delayMs, undefined, { signal, ref: false });
  if (fault.when === 'before') {
    if (fault.delayMs > 0) await wait();
    if (!slow) return faultReply(fault, speaker);
  }
  const reply = await perform(simulation, request, found, signal, fault.hiddenMs);
  if (fault.when === 'before' || fault.fault === 'hide') return reply;
  if (fault.fault === 'slowBody') return { ...reply, delivery: { kind: 'slow', overMs: fault.delayMs } };
  if (fault.fault === 'truncate') return { ...reply, delivery: { kind: 'truncated' } };
  if (fault.delayMs > 0) await wait();
  return slow ? reply : faultReply(fault, speaker);
}

function speakerOf(simulation: Simulation, { area }: FoundRoute): Speaker {
  if (area === 'blobs') return storageSpeaker;
  if (area === 'infolink') return infoLinkSpeaker;
  return orchestratorSpeaker(area === 'orchestrator' ? orchestratorHeaders(simulation) : {});
}

async function perform(
  simulation: Simulation,
  request: HttpRequest,
  found: FoundRoute,
  signal: AbortSignal,
  hiddenMs = 0,
): Promise<Reply> {
  const reply = await tryPerform(simulation, request, found, signal, hiddenMs);
  return found.area === 'orchestrator' ? withHeaders(simulation, reply) : reply;
}

async function tryPerform(
  simulation: Simulation,
  request: HttpRequest,
  { route, parameters, basePath, area }: FoundRoute,
  signal: AbortSignal,
  hiddenMs: number,
): Promise<Reply> {
  try {
    authorize(simulation, request, route);
    const folder = route.folder === undefined ? undefined : folderOf(simulation, request, route.folder);
    return await route.handle({
      simulation,
      request,
      route,
      parameters,
      folder,
      baseUrl: `${simulation.url}${basePath}`,
      hiddenMs,
      signal,
    });
  } catch (error) {
    if (area === 'infolink') return infoLinkErrorReply(error, simulation.infoLink.settings.errorStatus);
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
