import { randomUUID } from 'node:crypto';
import { jobDto, jobType } from '../dto/job-dto.js';
import { ApiError } from '../errors/api-error.js';
import { odata, type Reply } from '../http/http-message.js';
import type { Call } from '../http/route.js';
import { context } from './collection.js';
import { planRobots } from './plan-robots.js';
import { readStartInfo, releaseOf } from './read-start-info.js';

/** Makes the jobs, Pending. Like the real one it knows no idempotency: the same call again makes more jobs. */
export function startJobs(call: Call): Reply {
  const { simulation, folder } = call;
  if (folder === undefined) throw new ApiError('FolderRequired');
  const startInfo = readStartInfo(call);
  const release = releaseOf(call, startInfo);
  const {
    BatchExecutionKey: batchExecutionKey,
    Reference: reference,
    InputArguments: input,
    InputFile: file,
  } = startInfo;
  const inputArguments = typeof input === 'string' && input !== '' ? input : null;
  const inputFile = typeof file === 'string' ? simulation.attachments.get(file) : undefined;
  const order = {
    release,
    folder,
    batchExecutionKey: typeof batchExecutionKey === 'string' ? batchExecutionKey.toLowerCase() : randomUUID(),
    reference: typeof reference === 'string' ? reference : '',
    inputArguments,
    input: inputFile?.content?.toString('utf8') ?? inputArguments,
    echoed: startInfo,
  };
  const hiddenMs = Math.max(call.hiddenMs, simulation.visibilityDelayMs);
  const jobs = planRobots(startInfo, simulation.tenant, folder).map((robots) =>
    simulation.jobs.create({ ...order, robots }, hiddenMs),
  );
  const entity = jobType(simulation.apiVersion);
  return odata(201, {
    '@odata.context': context(call, 'Jobs'),
    value: jobs.map((job) => jobDto(job, entity)),
  });
}
