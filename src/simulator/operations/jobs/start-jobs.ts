import { randomUUID } from 'node:crypto';
import { jobDto, jobType } from '../../dto/job-dto.js';
import { ApiError } from '../../errors/api-error.js';
import { odata, type Reply } from '../../http/http-message.js';
import type { Call } from '../../http/route.js';
import { context } from '../collection.js';
import { isRecord, property } from '../../json.js';
import type { Job } from '../../model/job.js';
import { planRobots } from './plan-robots.js';
import { readStartInfo, releaseOf, type StartInfo } from './read-start-info.js';

/** For how long lists do not show what this call starts. */
export function hiddenMsOf({ hiddenMs, simulation }: Call): number {
  return Math.max(hiddenMs, simulation.visibilityDelayMs);
}

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
  const hiddenMs = hiddenMsOf(call);
  const jobs = planRobots(startInfo, simulation.tenant, folder).map((robots) =>
    simulation.jobs.create({ ...order, robots }, hiddenMs),
  );
  for (const job of jobs) attachFiles(call, job, startInfo);
  simulation.webhooks.jobsCreated(jobs, startInfo);
  const entity = jobType(simulation.apiVersion);
  return odata(201, {
    '@odata.context': context(call, 'Jobs'),
    value: jobs.map((job) => jobDto(job, entity)),
  });
}

/** Notes which files came with a job: its input file and those of `Attachments`; unknown ones are let pass. */
function attachFiles({ simulation: { attachments } }: Call, job: Job, { InputFile, Attachments }: StartInfo): void {
  const given = (Array.isArray(Attachments) ? Attachments : []).filter(isRecord);
  const files = [
    { id: InputFile, category: 'Input' },
    ...given.map((item) => ({ id: property(item, 'attachmentId'), category: property(item, 'category') })),
  ];
  for (const { id, category } of files) {
    const attachment = typeof id === 'string' ? attachments.get(id) : undefined;
    if (attachment !== undefined) attachments.link(attachment, job.key, typeof category === 'string' ? category : null);
  }
}
