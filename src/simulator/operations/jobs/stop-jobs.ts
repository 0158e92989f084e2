import { ApiError } from '../../errors/api-error.js';
import { empty, type Reply } from '../../http/http-message.js';
import type { Call } from '../route.js';
import { integerOf, property } from '../../json.js';
import { hasEnded, stopStrategies, type StopStrategy } from '../../model/job-state.js';
import type { Job } from '../../model/job.js';
import { jobById } from './jobs.js';
import { bodyOf } from '../request-body.js';

/**
 * Takes ids, not keys. All or nothing: one job that is unknown (404) or already final (409) and none is
 * touched. How the real server treats mixed lists is not documented; this is the stricter reading.
 */
export function stopManyJobs(call: Call): Reply {
  const body = bodyOf(call.request, 'stopJobsParameters');
  const ids = property(body, 'jobIds');
  if (!Array.isArray(ids) || ids.length === 0) throw new ApiError('InvalidField', 'The jobIds field is required.');
  const jobs = ids.map((id: unknown) => jobById(call, jobIdOf(id)));
  return stopAll(call, jobs, strategyOf(property(body, 'strategy')));
}

export function stopOneJob(call: Call): Reply {
  const body = bodyOf(call.request, 'stopJobParameters');
  const job = jobById(call, Number(call.parameters.id));
  return stopAll(call, [job], strategyOf(property(body, 'strategy')));
}

function stopAll({ simulation }: Call, jobs: readonly Job[], strategy: StopStrategy): Reply {
  const ended = jobs.find(hasEnded);
  if (ended !== undefined) {
    throw new ApiError('WrongState', `Job ${ended.id} has already ended (${ended.state}) and cannot be stopped.`);
  }
  for (const job of jobs) simulation.jobs.stop(job, strategy);
  return empty(200);
}

export function jobIdOf(value: unknown): number {
  const id = integerOf(value);
  if (id === undefined) throw new ApiError('InvalidField', `The value '${String(value)}' is not a valid job id.`);
  return id;
}

/** By name, by number, and by number as text: 1 is SoftStop, 2 is Kill. */
function strategyOf(value: unknown): StopStrategy {
  const found = stopStrategies.find((name, index) => value === name || integerOf(value) === index + 1);
  if (found === undefined) throw new ApiError('InvalidField', 'The field strategy must be SoftStop or Kill.');
  return found;
}
