import { ControlError } from '../control/control-error.js';
import type { Job } from '../model/job.js';
import type { Simulation } from '../simulation.js';

/** The id or the key of a job. */
export type JobName = number | string;

export function namedJob({ jobs, late }: Simulation, name: JobName): Job {
  late.runDue();
  const job = jobs.byId(Number(name)) ?? jobs.byKey(String(name));
  if (job === undefined) throw new ControlError(`No job has the id or key "${name}".`);
  return job;
}
