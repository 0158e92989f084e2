import { ApiError } from '../../errors/api-error.js';
import { integerOf } from '../../json.js';
import type { Folder } from '../../model/folder.js';
import type { Robot } from '../../model/robot.js';
import { robotsOf, type Tenant } from '../../model/tenant.js';
import type { StartInfo } from './read-start-info.js';

const maximumJobs = 10_000;

/** For each job that the strategy makes, the robots that may take it. No strategy is ModernJobsCount, of one job. */
export function planRobots(startInfo: StartInfo, tenant: Tenant, folder: Folder): readonly (readonly Robot[])[] {
  const robots = robotsOf(tenant, folder);
  if (robots.length === 0) throw new ApiError('UnattendedUserMissing');
  const named = namedRobots(startInfo.RobotIds, tenant.robots, robots);
  switch (startInfo.Strategy) {
    case 'All':
      return robots.map((robot) => [robot]);
    case 'Specific':
      if (named.length === 0) throw new ApiError('InvalidField', 'The strategy Specific needs RobotIds.');
      return named.map((robot) => [robot]);
    default: {
      const count = countOf(startInfo);
      return Array.from({ length: count }, (_, index) => {
        const robot = named[index % named.length];
        return robot === undefined ? robots : [robot];
      });
    }
  }
}

function countOf(startInfo: StartInfo): number {
  const field = startInfo.Strategy === 'RobotCount' ? 'NoOfRobots' : 'JobsCount';
  const count = integerOf(startInfo[field]) ?? (startInfo.Strategy === undefined ? 1 : 0);
  if (count >= 1 && count <= maximumJobs) return count;
  throw new ApiError('InvalidField', `The field ${field} must be between 1 and ${maximumJobs}.`);
}

/** A robot that the tenant lacks is not found; one that works in other folders only is refused with its own error. */
function namedRobots(ids: unknown, known: readonly Robot[], robots: readonly Robot[]): Robot[] {
  if (!Array.isArray(ids)) return [];
  return ids.map((id: unknown) => {
    const robot = known.find((candidate) => candidate.id === integerOf(id));
    if (robot === undefined) throw new ApiError('NotFound', 'Robot does not exist.');
    if (!robots.includes(robot)) throw new ApiError('InvalidRobots');
    return robot;
  });
}
