import { jobRow, jobType, withoutPayload } from '../../dto/job-dto.js';
import { staleRow } from '../../dto/stale-job.js';
import { ApiError } from '../../errors/api-error.js';
import type { Reply } from '../../http/http-message.js';
import type { Call } from '../route.js';
import type { Job } from '../../model/job.js';
import { isGuid } from '../../json.js';
import { entityReply, listReply } from '../collection.js';

export function listJobs(call: Call): Reply {
  return call.simulation.rateLimits.jobsList(() => jobsPage(call));
}

function jobsPage(call: Call): Reply {
  const { simulation, folder } = call;
  const at = simulation.clock.now() - simulation.lists.staleMs;
  const jobs = simulation.jobs
    .visible()
    .filter((job) => (folder === undefined || job.folder.id === folder.id) && job.createdAt <= at);
  const isStale = simulation.lists.staleMs > 0;
  const rows = jobs.map((job) => (isStale ? staleRow(jobRow(job), job, at) : jobRow(job)));
  return listReply(call, 'Jobs', jobType(simulation.apiVersion), rows, withoutPayload);
}

export function getJob(call: Call): Reply {
  return jobReply(call, jobById(call, Number(call.parameters.id)));
}

export function getJobByKey(call: Call): Reply {
  return jobReply(call, jobByKey(call, call.parameters.guid));
}

/** One job in full, payload included. */
export function jobReply(call: Call, job: Job): Reply {
  const { apiVersion } = call.simulation;
  return entityReply(call, 'Jobs', jobType(apiVersion), jobRow(job));
}

/** A job of the call's folder; one of another folder does not exist for it. */
export function jobById(call: Call, id: number): Job {
  return inFolder(call, call.simulation.jobs.byId(id));
}

export function jobByKey(call: Call, key: unknown): Job {
  if (!isGuid(key)) throw new ApiError('InvalidField', `The value '${String(key)}' is not a valid job key.`);
  return inFolder(call, call.simulation.jobs.byKey(key));
}

function inFolder({ folder }: Call, job: Job | undefined): Job {
  if (job === undefined || job.folder.id !== folder?.id) throw new ApiError('NotFound', 'Job does not exist.');
  return job;
}
