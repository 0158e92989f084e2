import { randomUUID } from 'node:crypto';
import { authorize } from '../operations/authorize.js';
import type { OperationName } from '../operation-names.js';
import { ApiError } from '../errors/api-error.js';
import { errorBody } from '../errors/envelopes.js';
import type { Fault } from '../faults/fault.js';
import { infoLinkSpeaker, orchestratorSpeaker, storageSpeaker, type Speaker } from './speaker.js';
import { infoLinkErrorReply } from '../infolink/replies.js';
import { QueryError } from '../odata/query-error.js';
import { folderOf } from './folder-context.js';
import { namedJobs } from './named-jobs.js';
import { struck, type Manner } from './struck-call.js';
import type { Simulation } from '../simulation.js';
import { findRoute, type FoundRoute } from './find-route.js';
import { json, loginPage, type HttpRequest, type Reply } from '../http/http-message.js';
import { decodePath } from '../http/read-request.js';

export interface Answer {
  readonly found: FoundRoute | undefined;
  /** Absent if the connection is to be dropped instead. */
  readonly reply: Reply | undefined;
}

/** Works out the answer to one request: route, fault, token, folder, operation. */
export async function answer(simulation: Simulation, request: HttpRequest, signal: AbortSignal): Promise<Answer> {
  simulation.late.runDue();
  let found: FoundRoute | undefined;
  try {
    found = findRoute(request.method, decodePath(request.path), simulation.apiVersion);
  } catch (error) {
    return { found: undefined, reply: withHeaders(simulation, errorReply(error)) };
  }
  if (found === undefined) return { found, reply: loginPage() };
  const { operation } = found.route;
  const perform = (route: FoundRoute, manner: Manner = {}): Promise<Reply> =>
    performed(simulation, request, route, signal, manner);
  const fault = operation === undefined ? undefined : faultOf(simulation, request, found, operation);
  if (fault === undefined) return { found, reply: await perform(found) };
  const speaker = speakerOf(simulation, found);
  const refusal = (): Reply | undefined => refusalOf(simulation, request, found);
  return { found, reply: await struck({ simulation, found, fault, speaker, signal, perform, refusal }) };
}

function faultOf(
  simulation: Simulation,
  request: HttpRequest,
  found: FoundRoute,
  operation: OperationName,
): Fault | undefined {
  const { faults, randomFaults } = simulation;
  const jobs = faults.hasJobs() ? namedJobs(simulation, request, found) : [];
  return faults.take(operation, jobs) ?? randomFaults?.take(operation);
}

function refusalOf(simulation: Simulation, request: HttpRequest, { route, area }: FoundRoute): Reply | undefined {
  try {
    authorize(simulation, request, route);
    return undefined;
  } catch (error) {
    return area === 'orchestrator' ? withHeaders(simulation, errorReply(error)) : errorReply(error);
  }
}

function speakerOf(simulation: Simulation, { area }: FoundRoute): Speaker {
  if (area === 'blobs') return storageSpeaker;
  if (area === 'infolink') return infoLinkSpeaker;
  return orchestratorSpeaker(area === 'orchestrator' ? orchestratorHeaders(simulation) : {});
}

async function performed(
  simulation: Simulation,
  request: HttpRequest,
  found: FoundRoute,
  signal: AbortSignal,
  manner: Manner,
): Promise<Reply> {
  const reply = await tryPerform(simulation, request, found, signal, manner);
  return found.area === 'orchestrator' ? withHeaders(simulation, reply) : reply;
}

async function tryPerform(
  simulation: Simulation,
  request: HttpRequest,
  { route, parameters, basePath, area }: FoundRoute,
  signal: AbortSignal,
  { hiddenMs = 0, made, authorized = false }: Manner,
): Promise<Reply> {
  try {
    if (!authorized) authorize(simulation, request, route);
    const folder = route.folder === undefined ? undefined : folderOf(simulation, request, route.folder);
    return await route.handle({
      simulation,
      request,
      route,
      parameters,
      folder,
      baseUrl: `${simulation.url}${basePath}`,
      hiddenMs,
      made,
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

function orchestratorHeaders({
  apiVersion,
  versionHeader = apiVersion.toFixed(1),
}: Simulation): Record<string, string> {
  return {
    ...(versionHeader === null ? {} : { 'api-supported-versions': versionHeader }),
    'OData-Version': '4.0',
    'X-Correlation-ID': randomUUID(),
  };
}
