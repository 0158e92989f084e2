import type { Reply } from '../../http/http-message.js';
import type { Call } from '../route.js';
import { success } from '../../infolink/replies.js';
import { jobOf } from './job-of.js';

/** Requests a stop, which takes its time; repeat the call to read its progress. */
export function stopInfoLinkJob(call: Call): Reply {
  const { infoLink } = call.simulation;
  const job = jobOf(call);
  // There is nothing left to stop of a lost job either.
  if (infoLink.stateOf(job).status !== 'running') return success({ status: 'already completed' });
  const status = job.stopAskedAt === undefined ? 'stop started' : 'already being stopped';
  infoLink.stop(job);
  return success({ status });
}
