import { randomUUID } from 'node:crypto';
import { ApiError } from '../../errors/api-error.js';
import type { Job } from '../../model/job.js';
import { hasEnded } from '../../model/job-state.js';
import type { Simulation } from '../../simulation.js';

export interface CopySettings {
  readonly hiddenMs: number;
  /** Whether the copy has its model's BatchExecutionKey; what the real server does is in no public source. */
  readonly keepBatch: boolean;
}

/** Makes a new job like one that has ended: same release, input and Reference, new id and key. */
export function copyJob({ jobs, tenant, webhooks }: Simulation, job: Job, { hiddenMs, keepBatch }: CopySettings): Job {
  if (!hasEnded(job)) {
    throw new ApiError('WrongState', `Job ${job.id} is ${job.state}; only a job that has ended can be restarted.`);
  }
  const { release, folder, robots, reference, inputArguments, input, echoed } = job;
  if (!tenant.releases.includes(release)) throw new ApiError('NotFound', 'Release does not exist.');
  const order = { release, folder, robots, reference, inputArguments, input, echoed };
  const batchExecutionKey = keepBatch ? job.batchExecutionKey : randomUUID();
  const made = jobs.create({ ...order, batchExecutionKey }, hiddenMs);
  webhooks.jobsCreated([made], { ReleaseKey: release.key, JobsCount: 1 });
  return made;
}
