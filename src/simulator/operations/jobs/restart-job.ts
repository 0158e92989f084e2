import type { Reply } from '../../http/http-message.js';
import type { Call } from '../route.js';
import { property } from '../../json.js';
import { bodyOf } from '../request-body.js';
import { copyJob } from './copy-job.js';
import { jobById, jobReply } from './jobs.js';
import { hiddenMsOf } from './start-jobs.js';
import { jobIdOf } from './stop-jobs.js';

/** Makes a new job like one that has ended, with a batch of its own. */
export function restartJob(call: Call): Reply {
  const body = bodyOf(call.request, 'restartJobParameters');
  const job = jobById(call, jobIdOf(property(body, 'jobId')));
  return jobReply(call, copyJob(call.simulation, job, { hiddenMs: hiddenMsOf(call), keepBatch: false }));
}
