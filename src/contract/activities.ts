import type { InputFault } from '../shared/input-fault.js';
import type { Capabilities } from './capabilities.js';
import type { ChainDefinition } from './chain/definition.js';
import type { EvaluateInput, EvaluateResult } from './chain/evaluation.js';
import type { ReadingTable } from './chain/readings.js';
import type { DataReference } from './data-reference.js';
import type { ExportActivities } from './export-activities.js';
import type { FinishedJob, Job, JobId, JobPhase } from './jobs/job.js';
import type { ListJobsResult, ListJobsSpec } from './list-jobs.js';
import type { JobsWanted } from './stop-jobs.js';
import type { Orphan, SweepOrphansResult } from './sweep-orphans.js';
import type { Folder, FolderReference, ReleaseReference, Target } from './jobs/target.js';

/** The activities on the wire: names, inputs and results. Any Temporal SDK may call them by these names. */
export interface Activities extends ExportActivities {
  /** Verifies the credentials of a connection. Does not return a token: tokens never leave the worker. */
  authenticate(input: AuthenticateInput): Promise<AuthenticateResult>;
  /** Resolves names to keys. */
  resolveRelease(input: ResolveReleaseInput): Promise<Target>;
  /** Starts jobs once per Reference, however many attempts it takes. */
  startJobs(input: StartJobsInput): Promise<StartJobsResult>;
  /** Polls a job once; retried (BENIGN) until there is something to report. */
  pollJob(input: PollJobInput): Promise<JobObservation>;
  /** Requests a stop of jobs. Acceptance does not confirm their end: poll them. */
  stopJobs(input: StopJobsInput): Promise<StopJobsResult>;
  /** Resumes a suspended job. */
  resumeJob(input: ResumeJobInput): Promise<void>;
  /** Finds unfinished jobs whose run is closed. */
  findOrphans(input: FindOrphansInput): Promise<FindOrphansResult>;
  /** Returns a chain that the worker loaded, or checks a given one, and tells the names of all chains. */
  loadChain(input: LoadChainInput): Promise<LoadChainResult>;
  /** Evaluates expressions of a chain outside of the workflow. Runs as a local activity. */
  evaluateExpressions(input: EvaluateInput): Promise<EvaluateResult>;
  /** Finds jobs by keys, ids or a filter. */
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
  /** Missing in the oldest histories, which are all from Orchestrator. */
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
  /** A target that the server no longer has: asks the same server anew, even if an answer is cached. */
  outdated?: Target;
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
  /** How many jobs the start intends to create; absent if only the server knows (strategy All). */
  count?: number;
  /**
   * Look up jobs of this Reference `beforeSending` (a request may have been sent that this activity cannot know
   * about), `instead` of sending, or `insteadOnce` (one look-up, without waiting for jobs that lists do not show yet).
   * Absent: only after an attempt of its own whose outcome is doubtful.
   */
  lookUp?: 'beforeSending' | 'instead' | 'insteadOnce';
  /**
   * When the first call with this reference may have been sent, in milliseconds since the epoch. Default: when the
   * activity was scheduled.
   */
  sinceMs?: number;
  /** With `lookUp`: an earlier request may still be in flight, because the end of its activity is unknown. */
  inFlight?: boolean;
  /**
   * An attempt that leaves a doubt fails for good, so that the caller learns of it and starts again, `beforeSending`.
   * Then an activity that was cancelled while it waited for an attempt has certainly left none. Absent: it is retried.
   */
  endInDoubt?: true;
}

/** What a start sent, in the details of its failure. `refused`: an answer said that nothing was created. */
export type Sent = 'nothing' | 'refused' | 'doubtful';

export interface StartJobsResult {
  jobs: Job[];
  /** True when at least one job was found by looking it up instead of by the reply. */
  adopted: boolean;
}

/** What calls about a job need to know about its target. */
export type Where = Pick<Target, 'folder' | 'options' | 'landmarks'> & {
  /** Allows the worker to distinguish a lost output from a job without one. */
  release?: Target['release'];
};

export interface PollJobInput {
  connection: string;
  target: Where;
  id: JobId;
  /** Key of the job: one with another key under this id is not the job, so the worker reaches another server. */
  key?: string;
  /** The phase that the caller knows: the poll returns once the job has left it. */
  phase: JobPhase;
  /** Pending reasons that the caller knows; if none are known, the poll returns once when there are some. */
  pendingReasons?: string[];
  /** `final`: return only in a final state. `now`: return the first observation. Default `change`. */
  until?: 'change' | 'final' | 'now';
  /** An output whose JSON is longer goes to a destination, and a reference into the result. Unit: bytes. */
  maximumOutputBytes: number;
  /** Destination of such an output. Default: `default`. */
  destination?: string;
}

export interface JobObservation {
  job: FinishedJob;
  phase: JobPhase;
  /** Why a pending job waits, if the server reports it (API 15 and later). */
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
  /** False when the back end refused all (a 4xx): the jobs may have ended meanwhile, so poll them. */
  accepted: boolean;
  reason?: string;
  /** Jobs that were refused while others were accepted. */
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

/** How far a search through folders has come. */
export interface SearchPlace {
  /** The folder in which it stopped; the folders before it in the order of their paths are done. */
  folder: string;
  /** A place in the list of the folder; absent: the folder is done too. */
  page?: string;
}

export interface FindOrphansInput {
  connection: string;
  /** Default: all folders that the connection may see. */
  folders?: string[];
  /** `next` of the result before: the search continues behind that place. */
  after?: SearchPlace;
  /** Orphans that the results before had. Default 0. */
  found?: number;
}

export interface FindOrphansResult extends Omit<SweepOrphansResult, 'orphans'> {
  orphans: (Omit<Orphan, 'folder' | 'stopped'> & { folder: Folder })[];
  /** Where the search stopped, if it has not reached the end. */
  next?: SearchPlace;
  /** See {@link AuthenticateResult}. */
  capabilities?: Capabilities;
}

export interface LoadChainInput {
  /** Name of a chain of the worker, or a chain that was not checked yet. */
  chain: unknown;
}

export interface LoadChainResult {
  /** The chain of a name; checked when the worker loaded it. */
  definition?: ChainDefinition;
  reads: ReadingTable;
  /** Why a given chain cannot run. */
  faults?: InputFault[];
  /** All chains of the worker. */
  names: string[];
  /** See {@link AuthenticateResult}. */
  searchAttributes: boolean;
}
