import { setTimeout as sleep } from 'node:timers/promises';
import { json, type Reply } from '../../http/http-message.js';
import type { Call } from '../route.js';
import { isRecord, parseJson } from '../../json.js';
import { authorizeInfoLink } from './authorize.js';
import { infoLinkApps, isInfoLinkScenario, type InfoLinkScenario } from '../../infolink/behaviour.js';
import type { InfoLinkOrder } from '../../infolink/info-link.js';
import { InfoLinkError } from '../../infolink/info-link-error.js';
import type { InfoLinkJob } from '../../infolink/job.js';
import { success } from '../../infolink/replies.js';
import { resultsOf, withoutSchema } from '../../infolink/results.js';

type Body = Record<string, unknown>;

/** Starts a job. With `isAsync: false` the answer comes when the job has ended. */
export function executeJob(call: Call): Reply | Promise<Reply> {
  const { simulation, request, hiddenMs } = call;
  const parsed = parseJson(request.body);
  const body: Body = isRecord(parsed) ? parsed : {};
  authorizeInfoLink(simulation.infoLink.tokens, request, body.apiKey);
  const order = orderOf(body);
  const job = simulation.infoLink.start(order, Math.max(hiddenMs, simulation.visibilityDelayMs));
  return body.isAsync === false
    ? answerAtTheEnd(call, job, body.noResultSchema === true)
    : success({ jobId: job.jobId });
}

function orderOf({ appId, operation, jobId }: Body): InfoLinkOrder {
  if (typeof appId !== 'string' || appId === '') throw new InfoLinkError(400, 'appId parameter is required.');
  if (!Object.hasOwn(infoLinkApps, appId)) throw new InfoLinkError(404, `App "${appId}" does not exist.`);
  if (!isRecord(operation) || typeof operation.opName !== 'string')
    throw new InfoLinkError(400, 'operation parameter is required.');
  if (jobId !== undefined && (typeof jobId !== 'string' || jobId === ''))
    throw new InfoLinkError(400, 'jobId parameter must be a text.');
  const { opName } = operation;
  const opParams = isRecord(operation.opParams) ? operation.opParams : {};
  return { appId, opName, scenario: scenarioOf(opName, opParams), parameters: opParams.parameters ?? {}, jobId };
}

/** Operations other than RunScenario live as the scenario Echo does. */
function scenarioOf(opName: string, { scenario }: Body): InfoLinkScenario {
  if (opName !== 'RunScenario') return 'Echo';
  if (typeof scenario === 'string' && isInfoLinkScenario(scenario)) return scenario;
  throw new InfoLinkError(404, `Scenario "${String(scenario)}" does not exist.`);
}

const lookEveryMs = 5;

async function answerAtTheEnd({ simulation, signal }: Call, job: InfoLinkJob, noSchema: boolean): Promise<Reply> {
  const { infoLink } = simulation;
  for (;;) {
    const { status } = infoLink.stateOf(job);
    if (status === 'completed') {
      const results = resultsOf(job);
      return success({ results: noSchema ? withoutSchema(results) : results });
    }
    // What a job that went wrong answers here is not documented.
    if (status === 'completedWithError' || status === 'stopped')
      return json(200, { status: 'error', result: { message: `The job ended as ${status}.` } });
    await sleep(lookEveryMs, undefined, { signal, ref: false });
  }
}
