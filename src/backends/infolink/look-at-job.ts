import { setTimeout as sleep } from 'node:timers/promises';
import { FailureType } from '../../contract/failure-types.js';
import { lostState } from '../../contract/jobs/job.js';
import { TargetError } from '../target-error.js';
import type { ActivityLog } from './activity-log.js';
import { unlessUnknown } from './client.js';
import type { InfoLinkClient, JobStatus } from './types.js';

/** The three documented statuses as our job states. */
const finalStates: Readonly<Record<string, string>> = {
  completed: 'Successful',
  completedWithError: 'Faulted',
  stopped: 'Stopped',
};

export interface JobLook {
  state: string;
  status: JobStatus;
}

export interface Looking {
  client: Pick<InfoLinkClient, 'getJobStatus'>;
  log: ActivityLog;
  /** A job is lost only if two polls this far apart agree: status and log may lag behind each other. */
  lostWindowMs: number;
}

/**
 * Reads the state of a job. Any status except the three final ones means that it runs, unless the activity log says
 * twice that it does not: then it is lost. If neither of them has the job, fails with a `TargetError`.
 */
export async function lookAtJob(
  { client, log, lostWindowMs }: Looking,
  appId: string,
  jobId: string,
): Promise<JobLook> {
  const running = { state: 'Running', status: {} };
  for (let again = false; ; again = true) {
    const status = await client.getJobStatus(appId, jobId).catch(unlessUnknown);
    const final = finalStates[status?.status ?? ''];
    if (status && final !== undefined) return { state: final, status };
    const logged = await log.stateOf(appId, jobId, again);
    if (logged === 'running' || logged === 'unknown') return running;
    if (!status && logged === 'unseen')
      throw new TargetError(FailureType.JobNotFound, `InfoLink does not have job ${jobId} of app ${appId}`);
    if (again) return { state: lostState, status: {} };
    await sleep(lostWindowMs);
  }
}
