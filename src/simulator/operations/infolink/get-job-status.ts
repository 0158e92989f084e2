import type { Reply } from '../../http/http-message.js';
import type { Call } from '../route.js';
import { infoLinkScenarios, type InfoLinkBehaviour } from '../../infolink/behaviour.js';
import { success } from '../../infolink/replies.js';
import { resultsOf } from '../../infolink/results.js';
import { jobOf } from './job-of.js';

export function getJobStatus(call: Call): Reply {
  const job = jobOf(call);
  const { status } = call.simulation.infoLink.stateOf(job);
  const { runningStatus }: InfoLinkBehaviour = infoLinkScenarios[job.scenario];
  if (status === 'completed') return success({ status, results: resultsOf(job) });
  // Where the reason of an error stands is not documented: it is left out.
  if (status === 'completedWithError' || status === 'stopped') return success({ status });
  return success(runningStatus === undefined ? {} : { status: runningStatus });
}
