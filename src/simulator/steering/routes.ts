import { z } from 'zod';
import { credentials } from '../auth/credentials.js';
import { ControlError } from '../control/control-error.js';
import { json, type Reply } from '../http/http-message.js';
import { parseJson } from '../json.js';
import { listOrders } from '../odata/list-settings.js';
import type { Call, Route } from '../operations/route.js';
import { createSteering, type Steering } from './steering.js';

const wait = z.int().min(0);
const bodies = {
  restart: z.strictObject({ keepBatch: z.boolean().optional() }),
  state: z.strictObject({ state: z.string().min(1), ended: z.boolean().optional() }),
  hide: z.strictObject({ forMs: wait }),
  version: z.strictObject({ header: z.string().nullable().optional() }),
  lists: z.strictObject({
    maximumPage: z.int().min(1).max(1000).nullable(),
    nextLink: z.boolean(),
    order: z.enum(listOrders),
    staleMs: wait,
  }),
  credentials: z.strictObject({
    ...(Object.fromEntries(Object.keys(credentials).map((name) => [name, z.string().min(1)])) as Record<
      keyof typeof credentials,
      z.ZodString
    >),
    revokeTokens: z.boolean(),
  }),
  signIns: z.strictObject({ lockAfter: z.int().min(1).nullable(), lockMs: wait }),
};

/** The part of the control interface that does what people do and settles what the server is like. */
export const steeringRoutes: readonly Route[] = [
  route('DELETE', '/_sim/jobs/{id}', (steering, { id }) => {
    steering.deleteJob(id);
    return { message: 'The job is gone.' };
  }),
  route('DELETE', '/_sim/releases/{id}', (steering, { id }) => {
    steering.deleteRelease(id);
    return { message: 'The release is gone.' };
  }),
  route('POST', '/_sim/jobs/{id}/restart', (steering, { id, call }) =>
    steering.restartJob(id, given(call, bodies.restart)),
  ),
  route('POST', '/_sim/jobs/{id}/state', (steering, { id, call }) => {
    const { state, ended } = given(call, bodies.state);
    return steering.setJobState(id, state, { ended });
  }),
  route('POST', '/_sim/jobs/{id}/hide', (steering, { id, call }) => {
    const { forMs } = given(call, bodies.hide);
    steering.hideJob(id, forMs);
    return { forMs };
  }),
  route('POST', '/_sim/version', (steering, { call }) => {
    const { header } = given(call, bodies.version);
    steering.setVersionHeader(header);
    return { header };
  }),
  route('POST', '/_sim/lists', (steering, { call }) => {
    steering.setLists(withoutAbsent(given(call, bodies.lists.partial())));
    return call.simulation.lists;
  }),
  route('POST', '/_sim/credentials', (steering, { call }) => {
    steering.setCredentials(withoutAbsent(given(call, bodies.credentials.partial())));
    return { message: 'The credentials are changed.' };
  }),
  route('POST', '/_sim/sign-ins', (steering, { call }) => {
    steering.setSignIns(withoutAbsent(given(call, bodies.signIns.partial())));
    return call.simulation.signIns.settings;
  }),
  route('GET', '/_sim/sign-ins', (steering) => steering.signIns()),
];

interface Asked {
  readonly id: number;
  readonly call: Call;
}

/** A malformed body and a name that means nothing are answered with 400 and a message. */
function route(method: Route['method'], path: string, act: (steering: Steering, asked: Asked) => unknown): Route {
  const handle = (call: Call): Reply => {
    try {
      return json(200, act(createSteering(call.simulation), { id: Number(call.parameters.id), call }));
    } catch (error) {
      if (error instanceof ControlError) return json(400, { message: error.message });
      throw error;
    }
  };
  return { method, path, handle };
}

function given<Shape extends z.ZodType>({ request }: Call, schema: Shape): z.output<Shape> {
  const parsed = schema.safeParse(request.body === '' ? {} : parseJson(request.body));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw new ControlError(`${field === '' ? 'The body' : `"${field}"`}: ${issue?.message ?? 'invalid'}.`);
}

type Present<Body> = { [Name in keyof Body]?: Exclude<Body[Name], undefined> };

function withoutAbsent<Body extends object>(body: Body): Present<Body> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Present<Body>;
}
