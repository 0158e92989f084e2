import { jobDto, jobType } from '../../dto/job-dto.js';
import { ApiError } from '../../errors/api-error.js';
import { odata, type Reply } from '../../http/http-message.js';
import type { Call } from '../route.js';
import { context } from '../collection.js';
import { attachFiles } from './attach-files.js';
import { readOrder } from './read-order.js';
import { planRobots } from './plan-robots.js';
import { readStartInfo } from './read-start-info.js';

/** For how long lists do not show what this call starts. */
export function hiddenMsOf({ hiddenMs, simulation }: Call): number {
  return Math.max(hiddenMs, simulation.visibilityDelayMs);
}

/** Makes the jobs, Pending. Like the real one it knows no idempotency: the same call again makes more jobs. */
export function startJobs(call: Call): Reply {
  const { simulation, folder } = call;
  if (folder === undefined) throw new ApiError('FolderRequired');
  const startInfo = readStartInfo(call);
  const order = readOrder(call, startInfo, folder);
  const hiddenMs = hiddenMsOf(call);
  const jobs = planRobots(startInfo, simulation.tenant, folder)
    .slice(0, call.made)
    .map((robots) => simulation.jobs.create({ ...order, robots }, hiddenMs));
  for (const job of jobs) attachFiles(simulation.attachments, job, startInfo);
  simulation.webhooks.jobsCreated(jobs, startInfo);
  const entity = jobType(simulation.apiVersion);
  return odata(201, {
    '@odata.context': context(call, 'Jobs'),
    value: jobs.map((job) => jobDto(job, entity)),
  });
}
