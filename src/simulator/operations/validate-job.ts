import { odata, type Reply } from '../http/http-message.js';
import type { Call } from '../http/route.js';
import { jobById } from './jobs.js';
import { planRobots } from './plan-robots.js';
import { readStartInfo, releaseOf } from './read-start-info.js';

const explanations: Readonly<Record<string, string>> = {
  TemplateNoHostsAvailable: 'There are no connected hosts for the machine templates of this folder.',
};

/** A dry run of StartJobs: same body, same checks, no job. */
export function validateDynamicJob(call: Call): Reply {
  const startInfo = readStartInfo(call);
  const { behaviour } = releaseOf(call, startInfo);
  planRobots(startInfo, call.simulation);
  return validation(call, behaviour.pendingReasons);
}

/** Why a Pending job is pending; every other job is valid. */
export function validateExistingJob(call: Call): Reply {
  const job = jobById(call, Number(call.parameters.id));
  return validation(call, job.state === 'Pending' ? job.release.behaviour.pendingReasons : []);
}

function validation({ baseUrl }: Call, codes: readonly string[]): Reply {
  return odata(200, {
    '@odata.context': `${baseUrl}/odata/$metadata#UiPath.Server.Configuration.OData.ValidationResultDto`,
    IsValid: codes.length === 0,
    Errors: codes.map((code) => explanations[code] ?? code),
    ErrorCodes: codes,
  });
}
