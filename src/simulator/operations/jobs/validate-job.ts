import { ApiError } from '../../errors/api-error.js';
import { odata, type Reply } from '../../http/http-message.js';
import type { Call } from '../route.js';
import type { PendingReason } from '../../model/behaviour.js';
import type { Job } from '../../model/job.js';
import { jobById } from './jobs.js';
import { planRobots } from './plan-robots.js';
import { readStartInfo, releaseOf } from './read-start-info.js';

const explanations: Readonly<Partial<Record<PendingReason, string>>> = {
  RobotBusy: 'The robot is busy with another job.',
  TemplateFullCapacity: 'All runtimes of the machine templates of this folder are in use.',
  TemplateNoHostsAvailable: 'There are no connected hosts for the machine templates of this folder.',
};

/** A dry run of StartJobs: same body, same checks, no job. */
export function validateDynamicJob(call: Call): Reply {
  if (call.folder === undefined) throw new ApiError('FolderRequired');
  const startInfo = readStartInfo(call);
  const { behaviour } = releaseOf(call, startInfo);
  planRobots(startInfo, call.simulation.tenant, call.folder);
  return validation(call, behaviour.pendingReasons);
}

/** Why a Pending job is pending; every other job is valid. */
export function validateExistingJob(call: Call): Reply {
  return validation(call, reasonsOf(jobById(call, Number(call.parameters.id))));
}

function reasonsOf({ state, waitsForRobot, release }: Job): readonly PendingReason[] {
  if (waitsForRobot) return ['RobotBusy'];
  return state === 'Pending' ? release.behaviour.pendingReasons : [];
}

function validation({ baseUrl }: Call, codes: readonly PendingReason[]): Reply {
  return odata(200, {
    '@odata.context': `${baseUrl}/odata/$metadata#UiPath.Server.Configuration.OData.ValidationResultDto`,
    IsValid: codes.length === 0,
    Errors: codes.map((code) => explanations[code] ?? code),
    ErrorCodes: codes,
  });
}
