import type { FinishedJob, Job, JobId } from '../../contract/jobs/job.js';
import type { Folder, FolderReference, Release, ReleaseReference } from '../../contract/jobs/target.js';
import type { Lease } from '../http/lease.js';
import type { JobExport } from '../job-exports.js';
import type { JobPage, JobPageQuery } from '../job-lists.js';
import type { OrchestratorSettings } from './settings.js';

export type { Folder, FolderReference, Release, ReleaseReference };

/** Fields of StartProcessDto in Orchestrator's own spelling; sent only when set. `ReleaseKey` is required here. */
export interface StartInfo extends Record<string, unknown> {
  ReleaseKey: string;
  Strategy: string;
  JobsCount?: number;
  RobotIds?: number[];
  /** JSON text. */
  InputArguments?: string;
  Reference?: string;
  BatchExecutionKey?: string;
}

export type StopStrategy = 'SoftStop' | 'Kill';

/** The conditions for sending a call that starts something. */
export interface StartGuard {
  /** Aborts the call; what was sent may still take effect. */
  signal?: AbortSignal;
  /** Obtained when the call is ready to be sent. */
  lease?: () => Promise<Lease>;
}

export interface Validation {
  isValid: boolean;
  errors: string[];
  /** Pending reasons, such as `TemplateNoHostsAvailable`. */
  errorCodes: string[];
}

/** A file to send. `content` is called again if the file must be sent again. */
export interface OutgoingFile {
  name: string;
  content: () => AsyncIterable<Uint8Array>;
  bytes: number;
  contentType: string;
}

export interface ExportQuery {
  /** OData filter expression. */
  filter?: string;
  orderBy?: string;
  expand?: readonly string[];
}

/** The calls of an export: request, look, link and content. Every request counts against the tenant's day. */
export interface Exports {
  /** Fails if the server is too old for exports (before API 17). */
  check(): Promise<void>;
  request(folder: Folder | undefined, query: ExportQuery, signal?: AbortSignal): Promise<JobExport>;
  get(id: number): Promise<JobExport>;
  /** The file of a complete export. Its link lives for minutes, so each connection asks for one. */
  open(id: number, signal?: AbortSignal): AsyncIterable<Uint8Array>;
}

/**
 * The calls of Orchestrator that a job needs. Each call sends at most once (but for one repetition after a 401
 * with a fresh token) and fails with a `BackendError`; retrying is up to the caller.
 */
export interface OrchestratorClient {
  readonly settings: OrchestratorSettings;
  /** Checks the credentials with a cheap call and learns the API version; null if the server does not report it. */
  authenticate(): Promise<{ apiVersion: number | null }>;
  /** Highest version that the server announced; asks for it if no reply has arrived yet. Undefined: not reported. */
  apiVersion(): Promise<number | undefined>;
  findFolder(reference: FolderReference): Promise<Folder>;
  /** The first folders of the tenant that the account may see, by id. */
  oldestFolders(): Promise<Folder[]>;
  /** All folders that the account may see, by path. */
  listFolders(): Promise<Folder[]>;
  findRelease(folder: Folder, reference: ReleaseReference): Promise<Release>;
  startJobs(folder: Folder, startInfo: StartInfo, guard?: StartGuard): Promise<Job[]>;
  /** One job with its output (`GET Jobs({id})`, which Orchestrator does not rate limit). */
  getJob(folder: Folder, id: JobId): Promise<FinishedJob>;
  stopJobs(folder: Folder, ids: JobId[], strategy: StopStrategy): Promise<void>;
  /**
   * A page of jobs without payload fields, which lists of Orchestrator null; without a folder, of all that the account
   * may see. The cloud allows a tenant 100 lists per minute, so calls wait their turn, and for as long as a 429 asked for.
   */
  listJobPage(folder: Folder | undefined, query: JobPageQuery): Promise<JobPage>;
  resumeJob(folder: Folder, key: string): Promise<void>;
  /** Why a pending job waits; undefined if the server is too old to report it (before API 15). */
  validateExistingJob(folder: Folder, id: JobId): Promise<Validation | undefined>;
  /** Whether a process declares an output; false if the server does not report it. */
  declaresOutput(folder: Folder, releaseId: number): Promise<boolean>;
  /** Uploads a file and returns its ID, for `InputFile` of a start (API 20). Each call creates another file. */
  uploadFile(folder: Folder, file: OutgoingFile, signal?: AbortSignal): Promise<string>;
  /** The content of a job's output file; resumes if the connection breaks. */
  openFile(folder: Folder, id: string, signal?: AbortSignal): AsyncIterable<Uint8Array>;
  /** Exports of jobs to a file (API 17). */
  readonly exports: Exports;
  /** Closes the connection pool at once; a call in flight fails. */
  close(): Promise<void>;
}
