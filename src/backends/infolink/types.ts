import type { Lease } from '../http/lease.js';
import type { InfoLinkSettings } from './settings.js';

/** What `executeJob` takes besides the credentials. */
export interface ExecuteOrder {
  appId: string;
  operation: { opName: string; opParams: Record<string, unknown> };
  /** Chosen by us, so that the job is found again. */
  jobId: string;
  isAsync?: boolean;
  noResultSchema?: boolean;
}

export interface ExecuteOptions {
  /** Cuts the call; what was sent may still have its effect. */
  signal?: AbortSignal;
  /** Asked for when the call is ready to be sent. */
  lease?: () => Promise<Lease>;
  /** How long a call that is not asynchronous waits for the job's end. */
  waitMs?: number;
}

/** What `getJobStatus` says. Only three values of `status` are documented; all others mean that the job runs. */
export interface JobStatus {
  status?: string;
  results?: unknown;
  message?: string;
}

/** A record of the activity log, as far as we read it. */
export interface Activity {
  jobId: string;
  actuallyRunning: boolean;
}

/**
 * The calls of InfoLink that a job needs. Each sends at most once (but for one repetition with a fresh token) and
 * fails with a `BackendError`, also where the body of a 200 says error; retrying is the caller's affair.
 */
export interface InfoLinkClient {
  readonly settings: InfoLinkSettings;
  /** Proves the credentials with a cheap call. */
  authenticate(): Promise<void>;
  /** Id of the job: the one that was chosen, as far as InfoLink keeps to its documents. */
  executeJob(order: ExecuteOrder, options?: ExecuteOptions): Promise<string>;
  getJobStatus(appId: string, jobId: string): Promise<JobStatus>;
  /** Asks for a stop; true when the job has ended or been stopped. The same call again tells how it goes. */
  stopJob(appId: string, jobId: string): Promise<{ ended: boolean; said: string }>;
  /** Jobs of an app, by InfoLink's own choice of order; so many at most. */
  activityLog(appId: string, limit: number): Promise<Activity[]>;
  /** Closes the connection pool. */
  close(): Promise<void>;
}
