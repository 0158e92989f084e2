import { log } from '@temporalio/workflow';
import type { Where } from '../../contract/activities.js';
import type { TrackedJob } from './tracked-job.js';

/** One line in the life of a job. The SDK adds the run, and writes nothing during a replay. */
export function logJob(
  message: string,
  connection: string,
  { folder, release }: Where,
  { job }: TrackedJob,
  more: object = {},
): void {
  const { id, key, state, link, process = release?.name } = job;
  const place = { connection, folder: folder.path ?? folder.key ?? folder.id, process };
  log.info(message, { ...place, jobId: id, key, state, link, ...more });
}
