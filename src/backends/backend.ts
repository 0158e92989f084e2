import type { ResolveReleaseInput, StartJobsInput, Where } from '../contract/activities.js';
import type { DataReference } from '../contract/data-reference.js';
import type { FinishedJob, Job, JobId } from '../contract/jobs/job.js';
import type { Target } from '../contract/jobs/target.js';
import type { JobExports } from './job-exports.js';
import type { JobLists } from './job-lists.js';
import type { Lease } from './http/lease.js';

/**
 * A back end, the same for every vendor. Each method does what it says once and fails with a `BackendError` or a
 * `TargetError`; the table of failures says what that means, and Temporal retries. A back end leaves out the optional
 * members that it has no use for: their presence is the only sign that it can do something.
 */
export interface Backend {
  /** Type of the connection in the configuration. */
  readonly type: string;
  /** How long a job may be missing from what `find` sees. Default 15,000. */
  readonly visibilityWindowMs?: number | undefined;
  /** How long after a start was written it may still have its effect, whatever was answered. Default 60,000. */
  readonly effectWindowMs?: number | undefined;
  /** Proves the credentials; the version is null where the server does not tell one. */
  authenticate(): Promise<{ apiVersion: number | null }>;
  /** Turns names into what the other calls take. */
  resolve(wanted: ResolveReleaseInput): Promise<Target>;
  /** How the jobs of a reference are marked, for people who look for them. */
  markOf(reference: string): string;
  /** Jobs of the start's reference; an empty list only where the back end surely knows of none. */
  find(start: StartJobsInput, lookUp: LookUp): Promise<Job[]>;
  /**
   * Gives the input of a start the form in which it is sent; what is sent for that starts nothing. Absent where
   * `fields` are sent as they are, and no files are taken.
   */
  prepare?(start: StartJobsInput, files: StartFiles): Promise<StartJobsInput>;
  /** Whether `start` can make some of the start's jobs only. Absent: never. */
  divisible?(start: StartJobsInput): boolean;
  /** Sends a start once. `count`: how many of the jobs; undefined: as many as it makes. */
  start(start: StartJobsInput, count: number | undefined, guards: StartGuards): Promise<Job[]>;
  /** One job with its output. `TargetError` of type `JobNotFound` where the back end knows no such job. */
  getJob(where: Where, id: JobId): Promise<FinishedJob>;
  /** Whether the server that is reached has the target's folder; absent if folders have no global identity. */
  hasFolder?(where: Where): Promise<boolean>;
  /** The content of a file that is a job's output; absent where outputs come with their jobs. */
  openFile?(where: Where, id: string, signal: AbortSignal): AsyncIterable<Uint8Array>;
  /** Whether what ran says that it gives an output; absent where outputs do not get lost. */
  declaresOutput?(where: Where): Promise<boolean>;
  /** Why a pending job waits; absent where no job waits. */
  pendingReasons?(where: Where, id: JobId): Promise<string[] | undefined>;
  /** Asks for a stop, by force if there is a choice. On back ends that tell: what is still under way, so that the same is asked again. */
  stop(where: Where, ids: readonly JobId[]): Promise<StopProgress>;
  /** Asks the jobs to end by themselves; absent if `stop` is the only way. */
  softStop?(where: Where, ids: readonly JobId[]): Promise<StopProgress>;
  /** Resumes a suspended job; absent where jobs are never suspended. */
  resume?(target: Target, key: string): Promise<void>;
  /** Lists and finds jobs; absent if the back end cannot. Listing, stopping by filter, key or id, and sweeping need it. */
  readonly jobs?: JobLists;
  /** Writes many jobs to a file; absent if the back end cannot. */
  readonly exports?: JobExports;
  /** Closes what it holds. */
  close(): Promise<void>;
}

export interface LookUp {
  /** When the start was first asked for. */
  sinceMs: number;
  /** The last look before something is sent: nothing that may still find something is left out. */
  last: boolean;
}

/** What preparing a start may use. */
export interface StartFiles {
  /** Reads a file of a destination; fails at once where there is no such destination. Each reading begins anew. */
  contentOf: (reference: DataReference) => () => AsyncIterable<Uint8Array>;
  /** Sends a file unless an earlier attempt of the start did, and gives its id. */
  sentOnce: (send: () => Promise<string>) => Promise<string>;
  /** The run was cancelled. */
  signal: AbortSignal;
}

export interface StartGuards {
  /** The deadline of the start cuts the call; what was sent may still have its effect. */
  deadline: AbortSignal;
  /** Asked for when the call is ready to be sent, and looked at when it is about to be written. */
  lease: () => Promise<Lease>;
  /** The run was cancelled: a call that waits for the job's end has nothing to wait for any more. */
  cancelled: AbortSignal;
}

export interface StopProgress {
  /** What the back end says of the stop while it takes its time. */
  underWay?: string;
}
