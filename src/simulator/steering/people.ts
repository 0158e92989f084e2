import { ControlError } from '../control/control-error.js';
import { jobDto, jobType, type JobDto } from '../dto/job-dto.js';
import { ApiError } from '../errors/api-error.js';
import { isFinal } from '../model/job-state.js';
import type { Job } from '../model/job.js';
import { copyJob } from '../operations/jobs/copy-job.js';
import type { Simulation } from '../simulation.js';
import { namedJob, type JobName } from './named-job.js';

/** As a person does it, without the client under test. */
export function deleteJob(simulation: Simulation, name: JobName): void {
  simulation.jobs.delete(namedJob(simulation, name));
}

/** Of several releases with one name, in different folders, the first. Its jobs live on. */
export function deleteRelease(simulation: Simulation, name: number | string): void {
  const { tenant } = simulation;
  const found = tenant.releases.find(
    ({ id, key, name: own }) => id === name || key === String(name).toLowerCase() || own === name,
  );
  if (found === undefined) throw new ControlError(`No release has the id, key or name "${name}".`);
  simulation.tenant = { ...tenant, releases: tenant.releases.filter((release) => release !== found) };
}

export interface RestartOptions {
  /** The copy has its model's BatchExecutionKey; default: one of its own. The Reference it has in any case. */
  readonly keepBatch?: boolean | undefined;
}

export function restartJob(simulation: Simulation, name: JobName, { keepBatch = false }: RestartOptions = {}): JobDto {
  const job = namedJob(simulation, name);
  try {
    return dto(simulation, copyJob(simulation, job, { hiddenMs: simulation.visibilityDelayMs, keepBatch }));
  } catch (error) {
    if (error instanceof ApiError) throw new ControlError(error.message);
    throw error;
  }
}

export interface JobStateOptions {
  /** Whether the job has an EndTime; default: only in the states Faulted, Successful and Stopped. */
  readonly ended?: boolean | undefined;
}

/** Known states live on as usual; a job stays in any other state, and without an EndTime a stop ends it at once. */
export function setJobState(
  simulation: Simulation,
  name: JobName,
  state: string,
  { ended = isFinal(state) }: JobStateOptions = {},
): JobDto {
  const job = namedJob(simulation, name);
  simulation.jobs.put(job, state, ended);
  return dto(simulation, job);
}

/** Hides the job from lists for this long, on the simulator's clock; single reads find it. */
export function hideJob(simulation: Simulation, name: JobName, forMs: number): void {
  namedJob(simulation, name).visibleAt = simulation.clock.now() + forMs;
}

function dto({ apiVersion }: Simulation, job: Job): JobDto {
  return jobDto(job, jobType(apiVersion));
}
