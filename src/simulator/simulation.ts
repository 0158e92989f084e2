import { TokenStore } from './auth/token-store.js';
import type { Clock } from './clock.js';
import { CallLog, type SimulatorCall } from './control/call-log.js';
import { FaultStore } from './faults/fault-store.js';
import { RandomFaults, type RandomFaultSettings } from './faults/random-faults.js';
import { RateLimits, type RateLimitSettings } from './limits/rate-limits.js';
import { JobStore } from './model/job-store.js';
import { seedFolders, type Folder } from './model/folder.js';
import { seedReleases, type Release } from './model/release.js';
import { seedRobots } from './model/robot.js';
import { jobDto, jobType, type JobDto } from './dto/job-dto.js';

/** The path of the simulated tenant, in the form of the cloud. */
export const cloudPath = '/acme/DefaultTenant/orchestrator_';

/** Everything one simulator knows. Nothing of it is shared between simulators. */
export interface Simulation {
  readonly clock: Clock;
  readonly apiVersion: number;
  readonly folders: readonly Folder[];
  readonly releases: readonly Release[];
  readonly robots: typeof seedRobots;
  readonly jobs: JobStore;
  readonly tokens: TokenStore;
  readonly faults: FaultStore;
  readonly randomFaults: RandomFaults | undefined;
  readonly rateLimits: RateLimits;
  /** How long lists lack a job that was started; on the simulator's clock. */
  visibilityDelayMs: number;
  readonly calls: CallLog;
  /** The root address; known once the server listens. */
  url: string;
}

export interface SimulationSettings {
  readonly clock: Clock;
  readonly apiVersion: number;
  readonly tokenLifetimeSeconds: number;
  readonly log: (call: SimulatorCall) => void;
  readonly visibilityDelayMs: number;
  readonly rateLimits: RateLimitSettings;
  readonly randomFaults: RandomFaultSettings | undefined;
}

export function createSimulation(settings: SimulationSettings): Simulation {
  const { clock, apiVersion, tokenLifetimeSeconds, log, randomFaults } = settings;
  return {
    clock,
    apiVersion,
    folders: seedFolders,
    releases: seedReleases,
    robots: seedRobots,
    jobs: new JobStore(clock),
    tokens: new TokenStore(clock, tokenLifetimeSeconds),
    faults: new FaultStore(),
    randomFaults: randomFaults === undefined ? undefined : new RandomFaults(randomFaults),
    rateLimits: new RateLimits(clock, settings.rateLimits),
    visibilityDelayMs: settings.visibilityDelayMs,
    calls: new CallLog(log),
    url: '',
  };
}

/** Every job in full, outputs included, oldest first. */
export function allJobs(simulation: Simulation): JobDto[] {
  const entity = jobType(simulation.apiVersion);
  return simulation.jobs.all().map((job) => jobDto(job, entity));
}

/** Forgets jobs, calls and faults; random faults begin again. Tokens stay valid and job ids go on counting. */
export function reset(simulation: Simulation): void {
  simulation.jobs.clear();
  simulation.calls.clear();
  simulation.faults.clear();
  simulation.randomFaults?.restart();
}
