import { operationNames } from '../operation-names.js';
import { ApiError } from '../errors/api-error.js';
import { json, type Reply } from '../http/http-message.js';
import type { Call, Route } from '../operations/route.js';
import { infoLinkControlRoutes } from '../operations/infolink/control.js';
import { isRecord, parseJson } from '../json.js';
import { steeringRoutes } from '../steering/routes.js';
import { allJobs, reset } from '../simulation.js';
import { ControlError } from '../control/control-error.js';
import { parseFault } from '../faults/parse-fault.js';

/** The simulator's own interface. It needs no token and appears in no call log. */
export const controlRoutes: readonly Route[] = [
  { method: 'GET', path: '/_sim', handle: describe },
  { method: 'GET', path: '/_sim/jobs', handle: ({ simulation }) => json(200, allJobs(simulation)) },
  { method: 'GET', path: '/_sim/jobs/{id}/history', handle: showHistory },
  { method: 'GET', path: '/_sim/calls', handle: ({ simulation }) => json(200, simulation.calls.all()) },
  { method: 'GET', path: '/_sim/faults', handle: ({ simulation }) => json(200, simulation.faults.all()) },
  { method: 'POST', path: '/_sim/faults', handle: addFault },
  { method: 'DELETE', path: '/_sim/faults', handle: clearFaults },
  { method: 'POST', path: '/_sim/visibility', handle: setVisibility },
  { method: 'POST', path: '/_sim/exports', handle: setExports },
  { method: 'GET', path: '/_sim/deliveries', handle: ({ simulation }) => json(200, simulation.webhooks.deliveries()) },
  { method: 'POST', path: '/_sim/webhooks', handle: setWebhooks },
  ...steeringRoutes,
  ...infoLinkControlRoutes,
  { method: 'POST', path: '/_sim/reset', handle: resetAll },
];

function describe({ simulation }: Call): Reply {
  return json(200, {
    name: 'temporal-rpa simulator',
    apiVersion: simulation.apiVersion,
    seed: simulation.randomFaults?.seed ?? null,
    visibilityDelayMs: simulation.visibilityDelayMs,
    folders: simulation.tenant.folders.map(({ path }) => path),
    releases: simulation.tenant.releases.map(({ name }) => name),
    operations: operationNames,
    control: controlRoutes.map(({ method, path }) => `${method} ${path}`),
  });
}

function showHistory({ simulation, parameters }: Call): Reply {
  const job = simulation.jobs.byId(Number(parameters.id));
  if (job === undefined) throw new ApiError('NotFound', 'Job does not exist.');
  const states = job.history.map(({ state, at, stopStrategy }) => ({
    state,
    time: new Date(at).toISOString(),
    stopStrategy,
  }));
  return json(200, states);
}

function addFault({ simulation, request }: Call): Reply {
  try {
    const fault = parseFault(parseJson(request.body));
    simulation.faults.add(fault);
    return json(201, fault);
  } catch (error) {
    if (error instanceof ControlError) return json(400, { message: error.message });
    throw error;
  }
}

function clearFaults({ simulation }: Call): Reply {
  simulation.faults.clear();
  return json(200, simulation.faults.all());
}

function setVisibility({ simulation, request }: Call): Reply {
  const body = parseJson(request.body);
  const delayMs = isRecord(body) ? body.delayMs : undefined;
  if (typeof delayMs !== 'number' || !Number.isInteger(delayMs) || delayMs < 0) {
    return json(400, { message: '"delayMs" must be a whole number of milliseconds, 0 or more.' });
  }
  simulation.visibilityDelayMs = delayMs;
  return json(200, { delayMs });
}

function setExports({ simulation, request }: Call): Reply {
  const body = parseJson(request.body);
  const valid =
    isRecord(body) &&
    Object.entries(body).every(([name, value]) => name in simulation.exports.settings && typeof value === 'boolean');
  if (!valid) return json(400, { message: 'The fields are "requiresAuth" and "fail", each true or false.' });
  simulation.exports.settings = { ...simulation.exports.settings, ...body };
  return json(200, simulation.exports.settings);
}

function setWebhooks({ simulation, request }: Call): Reply {
  const body = parseJson(request.body);
  const { settings } = simulation.webhooks;
  const fits = ([name, value]: [string, unknown]) =>
    name === 'loseEvery'
      ? Number.isInteger(value) && Number(value) >= 0
      : name in settings && typeof value === 'boolean';
  if (!isRecord(body) || !Object.entries(body).every(fits)) {
    const message = 'The fields are "outOfOrder" and "doubled", true or false, and "loseEvery", a whole number.';
    return json(400, { message });
  }
  simulation.webhooks.settings = { ...settings, ...body };
  return json(200, simulation.webhooks.settings);
}

function resetAll({ simulation }: Call): Reply {
  reset(simulation);
  return json(200, { message: 'Jobs, calls and faults are gone; tokens stay valid.' });
}
