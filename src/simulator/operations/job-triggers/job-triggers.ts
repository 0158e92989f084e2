import { jobTriggerRow, jobTriggerType } from '../../dto/job-trigger-dto.js';
import { ApiError } from '../../errors/api-error.js';
import { empty, json, type Reply } from '../../http/http-message.js';
import type { Call } from '../route.js';
import { isRecord, parseJson, property } from '../../json.js';
import { triggersOf, type JobTrigger } from '../../model/job-trigger.js';
import { listReply } from '../collection.js';
import { jobByKey } from '../jobs/jobs.js';

export function listTriggers(call: Call): Reply {
  const jobs = call.simulation.jobs.visible().filter(({ folder }) => folder === call.folder);
  return triggerList(call, jobs.flatMap(triggersOf));
}

export function listTriggersOfJob(call: Call): Reply {
  return triggerList(call, triggersOf(jobByKey(call, call.parameters.guid)));
}

/** Resumes the job with the payload as its new input: 202, or 208 when it has been resumed already. */
export function deliverPayload(call: Call): Reply {
  const { simulation, request } = call;
  const { job, inboxId, status } = triggerOf(call);
  if (status === 'Fired') return empty(208);
  const body = parseJson(request.body) ?? {};
  const payload = isRecord(body) ? (property(body, 'payload') ?? body) : body;
  simulation.inboxes.set(inboxId, body);
  simulation.jobs.resume(job, JSON.stringify(payload));
  return empty(202);
}

/** Gives back what was delivered, as it came. */
export function getPayload(call: Call): Reply {
  const { inboxId } = triggerOf(call);
  if (!call.simulation.inboxes.has(inboxId)) throw new ApiError('NotFound', 'Payload does not exist.');
  return json(200, call.simulation.inboxes.get(inboxId));
}

function triggerList(call: Call, triggers: readonly JobTrigger[]): Reply {
  const rows = triggers.map((trigger) => jobTriggerRow(trigger));
  return listReply(call, 'JobTriggers', jobTriggerType(call.simulation.apiVersion), rows);
}

function triggerOf({ simulation, parameters }: Call): JobTrigger {
  const wanted = parameters.token?.toLowerCase();
  const found = simulation.jobs
    .all()
    .flatMap(triggersOf)
    .find(({ inboxId }) => inboxId === wanted);
  if (found === undefined) throw new ApiError('NotFound', 'Job trigger does not exist.');
  return found;
}
