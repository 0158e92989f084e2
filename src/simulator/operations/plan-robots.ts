import { ApiError } from '../errors/api-error.js';
import { integerOf } from '../json.js';
import type { Robot } from '../model/robot.js';
import type { Simulation } from '../simulation.js';
import type { StartInfo } from './read-start-info.js';

const maximumJobs = 10_000;

/** One robot for each job that the strategy makes. Without a strategy it is ModernJobsCount, of one job. */
export function planRobots(startInfo: StartInfo, simulation: Simulation): readonly Robot[] {
  const named = namedRobots(startInfo.RobotIds, simulation);
  switch (startInfo.Strategy) {
    case 'All':
      return simulation.robots;
    case 'Specific':
      if (named.length === 0) throw new ApiError('InvalidField', 'The strategy Specific needs RobotIds.');
      return named;
    case 'RobotCount':
      return repeat(startInfo, 'NoOfRobots', undefined, named, simulation);
    case undefined:
      return repeat(startInfo, 'JobsCount', 1, named, simulation);
    default:
      return repeat(startInfo, 'JobsCount', undefined, named, simulation);
  }
}

function repeat(
  startInfo: StartInfo,
  field: 'JobsCount' | 'NoOfRobots',
  otherwise: number | undefined,
  named: readonly Robot[],
  simulation: Simulation,
): Robot[] {
  const count = integerOf(startInfo[field]) ?? otherwise ?? 0;
  if (count < 1 || count > maximumJobs) {
    throw new ApiError('InvalidField', `The field ${field} must be between 1 and ${maximumJobs}.`);
  }
  return Array.from({ length: count }, (_, index) => named[index % named.length] ?? simulation.robots[0]);
}

function namedRobots(ids: unknown, simulation: Simulation): Robot[] {
  if (!Array.isArray(ids)) return [];
  return ids.map((id: unknown) => {
    const robot = simulation.robots.find((candidate) => candidate.id === integerOf(id));
    if (robot === undefined) throw new ApiError('NotFound', 'Robot does not exist.');
    return robot;
  });
}
