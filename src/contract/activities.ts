import type { Capabilities } from './capabilities.js';
import type { ChainDefinition } from './chain/definition.js';
import type { DataReference } from './data-reference.js';
import type { ExportActivities } from './export-activities.js';
import type { FinishedJob, Job, JobId, JobPhase } from './jobs/job.js';
import type { ListJobsResult, ListJobsSpec } from './list-jobs.js';
import type { JobsWanted } from './stop-jobs.js';
import type { Orphan, SweepOrphansResult } from './sweep-orphans.js';
import type { Folder, FolderReference, ReleaseReference, Target } from './jobs/target.js';

/** The activities on the wire: names, inputs and results. Any Temporal SDK may call them by these names. */
export interface Activities extends ExportActivities {
  /** Proves the credentials of a connection. Returns no token: tokens never leave the worker. */
  authenticate(input: AuthenticateInput): Promise<AuthenticateResult>;
  /** Turns names into keys. */
  resolveRelease(input: ResolveReleaseInput): Promise<Target>;
  /** Starts jobs once for a reference, whatever its own attempts meet. */
  startJobs(input: StartJobsInput): Promise<StartJobsResult>;
  /** One look at a job; retried (BENIGN) until there is something to tell. */
  pollJob(input: PollJobInput): Promise<JobObservation>;
  /** Asks the back end to stop jobs. That it accepted says nothing about their end: look. */
  stopJobs(input: StopJobsInput): Promise<StopJobsResult>;
  /** Resumes a suspended job. */
  resumeJob(input: ResumeJobInput): Promise<void>;
  /** Finds jobs of ours that have not ended and whose run is closed. */
  findOrphans(input: FindOrphansInput): Promise<FindOrphansResult>;
  /** Gives a chain that the worker loaded, and the names of all. */
  loadChain(input: LoadChainInput): Promise<LoadChainResult>;
  /** Finds the jobs that keys, ids or a filter mean. */
  findJobs(input: FindJobsInput): Promise<FindJobsResult>;
  /** One page of a list of jobs. */
  listJobs(input: ListJobsSpec): Promise<ListJobsResult>;
}

export interface AuthenticateInput {
  connection: string;
}

export interface AuthenticateResult {
  /** API version the server announced; null when it did not. */
  apiVersion: number | null;
  /** Whether the namespace has our search attributes, so that the workflow may set them. */
  searchAttributes: boolean;
  /** Absent in the oldest histories, which are of Orchestrator. */
  capabilities?: Capabilities;
}

export interface ResolveReleaseInput {
  connection: string;
  /** Type of the back end that the job is for. Default: `orchestrator`. */
  backend?: string;
  /** Default: the folder configured for the connection. */
  folder?: FolderReference;
  release: ReleaseReference;
  /** See `JobOrder.options`. */
  options?: Record<string, unknown>;
  /** Ask the server although the answer is cached. */
  refresh?: boolean;
}

export interface StartJobsInput {
  connection: string;
  target: Target;
  /** What the back end's call takes: StartJobs fields in Orchestrator's spelling, the operation of InfoLink. */
  fields: Record<string, unknown>;
  /** A file with the input, in place of the input in `fields`. */
  inputFile?: DataReference;
  /** See `jobReference`. */
  reference: string;
  /** How many jobs the start means to create; absent when only the server knows (strategy All). */
  count?: number;
  /**
   * Look for jobs of this reference `beforeSending` (something may have been sent that this activity cannot know
   * of), `instead` of sending, or `insteadOnce` (one look, without waiting for a job that lists do not show yet).
   * Absent: only after an attempt of its own whose outcome is doubtful.
   */
  lookUp?: 'beforeSending' | 'instead' | 'insteadOnce';
  /**
   * When the first call with this reference may have been sent, in milliseconds since the epoch. Default: when the
   * activity was scheduled.
   */
  sinceMs?: number;
  /** With `lookUp`: an earlier call may still be on its way, because nobody saw how its activity ended. */
  inFlight?: boolean;
}

/** What a start sent, in the details of its failure. `refused`: an answer said that nothing was created. */
export type Sent = 'nothing' | 'refused' | 'doubtful';

export interface StartJobsResult {
  jobs: Job[];
  /** True when at least one job was found by looking it up instead of by the reply. */
  adopted: boolean;
}

/** What calls about a job need to know of its target. */
export type Where = Pick<Target, 'folder' | 'options'> & {
  /** With it, a job that lost its output is told from one that has none. */
  release?: Target['release'];
};

export interface PollJobInput {
  connection: string;
  target: Where;
  id: JobId;
  /** Key of the job: one with another key under this id is not the job, so the worker reaches another server. */
  key?: string;
  /** What the caller knows: the look returns when the job has left this phase. */
  phase: JobPhase;
  /** Pending reasons that the caller knows; the look returns once when there are some and none were known. */
  pendingReasons?: string[];
  /** `final`: return only in a final state. `now`: return what the first look sees. Default `change`. */
  until?: 'change' | 'final' | 'now';
  /** An output whose JSON is longer goes to a destination, and a reference into the result. Unit: bytes. */
  maximumOutputBytes: number;
  /** Destination of such an output. Default: `default`. */
  destination?: string;
}

export interface JobObservation {
  job: FinishedJob;
  phase: JobPhase;
  /** Why a pending job waits, as far as the server tells (API 15 and later). */
  pendingReasons?: string[];
}

export interface StopJobsInput {
  connection: string;
  target: Where;
  ids: JobId[];
  /** Keys of these jobs, in the same order. Absent: the caller has just read them. */
  keys?: string[];
  strategy: 'SoftStop' | 'Kill';
}

export interface StopJobsResult {
  /** False when the back end refused all (a 4xx): the jobs may have ended meanwhile, so look. */
  accepted: boolean;
  reason?: string;
  /** Those that were refused when others were not. */
  refused?: { id: JobId; reason: string }[];
}

export interface FindJobsInput {
  connection: string;
  wanted: JobsWanted;
}

export interface FindJobsResult {
  jobs: { folder: Folder; job: Job }[];
  notFound: { key?: string; id?: number }[];
  more: boolean;
  /** See {@link AuthenticateResult}. */
  capabilities?: Capabilities;
}

export interface ResumeJobInput {
  connection: string;
  target: Target;
  key: string;
}

export interface FindOrphansInput {
  connection: string;
  /** Default: all folders that the connection may see. */
  folders?: string[];
}

export interface FindOrphansResult extends Omit<SweepOrphansResult, 'orphans'> {
  orphans: (Omit<Orphan, 'folder' | 'stopped'> & { folder: Folder })[];
  /** See {@link AuthenticateResult}. */
  capabilities?: Capabilities;
}

export interface LoadChainInput {
  /** Absent: only the names. */
  name?: string;
}

export interface LoadChainResult {
  /** Checked when the worker loaded it. */
  definition?: ChainDefinition;
  /** All chains of the worker. */
  names: string[];
  /** See {@link AuthenticateResult}. */
  searchAttributes: boolean;
}
