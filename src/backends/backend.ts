import type { ResolveReleaseInput, StartJobsInput, Where } from '../contract/activities.js';
import type { DataReference } from '../contract/data-reference.js';
import type { FinishedJob, Job, JobId } from '../contract/jobs/job.js';
import type { Target } from '../contract/jobs/target.js';
import type { JobExports } from './job-exports.js';
import type { JobLists } from './job-lists.js';
import type { Lease } from './http/lease.js';
import type { ServerIdentity } from './server-identity.js';

/**
 * A back end, the same for every vendor. Each method does what it says once and fails with a `BackendError` or a
 * `TargetError`; the table of failures says what that means, and Temporal retries. A back end omits the
 * optional members that it does not support: their presence is the only sign of a capability.
 */
export interface Backend {
  /** Type of the connection in the configuration. */
  readonly type: string;
  /** How long a job may be missing from what `find` sees. Default 15,000. */
  readonly visibilityWindowMs?: number | undefined;
  /** How long after a start was written it may still have its effect, whatever was answered. Default 60,000. */
  readonly effectWindowMs?: number | undefined;
  /** Checks the credentials; the version is null if the server does not report one. */
  authenticate(): Promise<{ apiVersion: number | null }>;
  /** Resolves names to what the other calls take. */
  resolve(wanted: ResolveReleaseInput): Promise<Target>;
  /** The marks on the jobs of a reference, so that people can find them. */
  markOf(reference: string): string;
  /** Jobs with the reference of the start; an empty list only if the back end certainly has none. */
  find(start: StartJobsInput, lookUp: LookUp): Promise<Job[]>;
  /**
   * Prepares the input of a start for sending; what this sends does not start anything. Absent if `fields` are sent
   * unchanged and files are not supported.
   */
  prepare?(start: StartJobsInput, files: StartFiles): Promise<StartJobsInput>;
  /** Whether `start` can create only some of the requested jobs. Absent: never. */
  divisible?(start: StartJobsInput): boolean;
  /** Sends a start once. `count`: how many of the jobs to create; undefined: all of them. */
  start(start: StartJobsInput, count: number | undefined, guards: StartGuards): Promise<Job[]>;
  /** One job with its output. Fails with a `TargetError` of type `JobNotFound` if it does not exist. */
  getJob(where: Where, id: JobId): Promise<FinishedJob>;
  /** The content of a job's output file; absent if outputs come with their jobs. */
  openFile?(where: Where, id: string, signal: AbortSignal): AsyncIterable<Uint8Array>;
  /** Whether the process declares an output; absent if outputs cannot get lost. */
  declaresOutput?(where: Where): Promise<boolean>;
  /** Why a pending job waits; absent if jobs never wait. */
  pendingReasons?(where: Where, id: JobId): Promise<string[] | undefined>;
  /**
   * Requests a stop, by force if possible. Returns what is still in progress, if the back end reports it; the caller
   * then asks again.
   */
  stop(where: Where, ids: readonly JobId[]): Promise<StopProgress>;
  /** Requests that the jobs end by themselves; absent if `stop` is the only way. */
  softStop?(where: Where, ids: readonly JobId[]): Promise<StopProgress>;
  /** Resumes a suspended job; absent if jobs are never suspended. */
  resume?(target: Target, key: string): Promise<void>;
  /** Recognizes the server on which a run began; absent if the server has nothing that no other one has. */
  readonly identity?: ServerIdentity;
  /** Lists and finds jobs; absent if the back end cannot. Listing, stopping by filter, key or id, and sweeping need it. */
  readonly jobs?: JobLists;
  /** Writes many jobs to a file; absent if the back end cannot. */
  readonly exports?: JobExports;
  /** Closes what it holds at once; a call in flight fails. */
  close(): Promise<void>;
}

export interface LookUp {
  /** When the start was first requested. */
  sinceMs: number;
  /** The last search before a start is sent: uses every filter that could still find a job. */
  last: boolean;
}

/** What `prepare` may use. */
export interface StartFiles {
  /** Reads a file of a destination, each time from its beginning; fails if the destination does not exist. */
  contentOf: (reference: DataReference) => () => AsyncIterable<Uint8Array>;
  /** Uploads a file unless an earlier attempt of the start already did; returns its ID. */
  sentOnce: (send: () => Promise<string>) => Promise<string>;
  /** The run was cancelled. */
  signal: AbortSignal;
}

export interface StartGuards {
  /** Aborts the call at the deadline of the start; what was sent may still take effect. */
  deadline: AbortSignal;
  /** Obtained when the call is ready to be sent, and checked just before it is written. */
  lease: () => Promise<Lease>;
  /** Aborted if the run is cancelled: a call that waits for the end of the job need not wait any longer. */
  cancelled: AbortSignal;
}

export interface StopProgress {
  /** What the back end reports about a stop that is still in progress. */
  underWay?: string;
}
