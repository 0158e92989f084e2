import { randomUUID } from 'node:crypto';
import { ApiError } from '../../errors/api-error.js';
import type { Reply } from '../../http/http-message.js';
import type { Call } from '../route.js';
import { property } from '../../json.js';
import { isFinal } from '../../model/job-state.js';
import { bodyOf } from '../request-body.js';
import { jobById, jobReply } from './jobs.js';
import { hiddenMsOf } from './start-jobs.js';
import { jobIdOf } from './stop-jobs.js';

/** Makes a new job like one that has ended: same release, input and reference, new key and batch. */
export function restartJob(call: Call): Reply {
  const body = bodyOf(call.request, 'restartJobParameters');
  const job = jobById(call, jobIdOf(property(body, 'jobId')));
  if (!isFinal(job.state)) {
    throw new ApiError('WrongState', `Job ${job.id} is ${job.state}; only a job that has ended can be restarted.`);
  }
  const { release, folder, robots, reference, inputArguments, input, echoed } = job;
  const order = { release, folder, robots, reference, inputArguments, input, echoed };
  const made = call.simulation.jobs.create({ ...order, batchExecutionKey: randomUUID() }, hiddenMsOf(call));
  call.simulation.webhooks.jobsCreated([made], { ReleaseKey: release.key, JobsCount: 1 });
  return jobReply(call, made);
}
