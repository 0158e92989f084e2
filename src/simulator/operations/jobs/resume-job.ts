import { ApiError } from '../../errors/api-error.js';
import type { Reply } from '../../http/http-message.js';
import type { Call } from '../route.js';
import { isRecord, parseJson, property } from '../../json.js';
import { jobByKey, jobReply } from './jobs.js';
import { bodyOf } from '../request-body.js';

/** Takes a key, unlike the stop calls, and perhaps new input as JSON text. */
export function resumeOneJob(call: Call): Reply {
  const body = bodyOf(call.request, 'resumeJobParameters');
  const job = jobByKey(call, property(body, 'jobKey'));
  if (job.state !== 'Suspended') {
    throw new ApiError('WrongState', `Job ${job.id} is ${job.state}; only a suspended job can be resumed.`);
  }
  call.simulation.jobs.resume(job, inputOf(property(body, 'inputArguments')));
  return jobReply(call, job);
}

function inputOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' && isRecord(parseJson(value))) return value;
  throw new ApiError('InvalidField', 'The field inputArguments must be a JSON object, as text.');
}
