import type { JobDto } from '../../src/simulator/index.js';
import type { PlannedRun } from './plan.js';

/** How Temporal says that a run ended. */
export interface RunEnd {
  /** Temporal's status; `RUNNING` when it has not ended. */
  status: string;
  /** Type of the failure, of a failed run. */
  failure?: string;
  /** Output, of a completed run. */
  output?: unknown;
  closedAt?: number;
}

/** Failures that say: nothing was started. */
const refusals = [
  'ConnectionMisconfigured',
  'AuthenticationFailed',
  'PermissionDenied',
  'FolderNotFound',
  'ReleaseNotFound',
  'RequestRefused',
  'BackendUnavailable',
  'RateLimited',
];

export interface RunVerdict {
  duplicates: number;
  /** Jobs that go on although the run is closed and did not say so. */
  orphans: number;
  lost: boolean;
  /** Jobs that were stopped though nobody cancelled their run and none of them was to fault. */
  healthyStopped: number;
  /** Why the end of the run does not fit its jobs. */
  wrong?: string;
  unconfirmed: boolean;
  unknown: boolean;
  refused: boolean;
}

/** Compares a run with the jobs that the simulator itself knows of it. */
export function judge(run: PlannedRun, end: RunEnd, jobs: readonly JobDto[]): RunVerdict {
  const closed = end.status !== 'RUNNING';
  const unconfirmed = end.failure === 'StopNotConfirmed';
  const unknown = end.failure === 'StartOutcomeUnknown';
  const open = jobs.filter(({ EndTime }) => EndTime === null || EndTime === undefined);
  const successes = jobs.filter(({ State }) => State === 'Successful');
  const wrong = closed ? misfit(run, end, jobs) : undefined;
  return {
    duplicates: Math.max(0, jobs.length - run.count),
    orphans: closed && !unconfirmed && !unknown ? open.length : 0,
    lost: !closed || (end.status === 'COMPLETED' && jobs.length < run.count),
    healthyStopped: mustSucceed(run) ? jobs.length - open.length - successes.length : 0,
    ...(wrong !== undefined && { wrong }),
    unconfirmed,
    unknown,
    refused: end.status === 'FAILED' && refusals.includes(end.failure ?? ''),
  };
}

/** Whether every job of a run succeeds unless somebody stops it. */
const mustSucceed = ({ process, cancelAt }: PlannedRun): boolean => process !== 'Faulty' && cancelAt === undefined;

function misfit(run: PlannedRun, end: RunEnd, jobs: readonly JobDto[]): string | undefined {
  const states = jobs.map(({ State }) => State);
  const allSuccessful = states.every((state) => state === 'Successful');
  if (end.status === 'COMPLETED') {
    if (!allSuccessful) return `completed, but jobs are ${states.join(', ')}`;
    const expected = run.count === 1 ? inputOf(run) : jobs.map(() => inputOf(run));
    return JSON.stringify(end.output) === JSON.stringify(expected) ? undefined : 'completed with another output';
  }
  if (end.status === 'CANCELED') return run.cancelAt === undefined ? 'cancelled by nobody' : undefined;
  if (end.status !== 'FAILED') return `ended as ${end.status}`;
  if (end.failure === 'JobFaulted') return states.includes('Faulted') ? undefined : 'JobFaulted without a faulted job';
  if (end.failure === 'StopNotConfirmed' || end.failure === 'StartOutcomeUnknown') return undefined;
  if (refusals.includes(end.failure ?? ''))
    return jobs.length === 0 ? undefined : `${end.failure ?? ''} though it has jobs`;
  return `failed as ${end.failure ?? 'nothing known'}`;
}

/** What each job of a run gets, and gives back. */
export const inputOf = ({ workflowId }: PlannedRun): Record<string, unknown> => ({ run: workflowId });

export interface Report {
  seed: number;
  minutes: number;
  runs: number;
  jobsIntended: number;
  jobsCreated: number;
  duplicates: number;
  orphans: number;
  lost: number;
  wrongOutcomes: number;
  healthyJobsStopped: number;
  refused: number;
  startsUnknown: number;
  stopsUnconfirmed: number;
  /** From the end of a job to the close of its run, the longest. */
  longestRecoverySeconds: number;
  callsPerJob: number;
  workersKilled: number;
  workersPaused: number;
  partitions: number;
  slowEffects: number;
  passing404s: number;
  serverRestarts: number;
  storms: number;
  /** The runs that break the promise, with what is known of them. */
  broken: { run: PlannedRun; end: RunEnd; verdict: RunVerdict; jobs: unknown[] }[];
}

export const holds = ({ duplicates, orphans, lost, wrongOutcomes, healthyJobsStopped }: Report): boolean =>
  duplicates + orphans + lost + wrongOutcomes + healthyJobsStopped === 0;
