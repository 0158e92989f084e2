import type { Lease } from '../http/lease.js';
import type { InfoLinkSettings } from './settings.js';

/** What `executeJob` takes besides the credentials. */
export interface ExecuteOrder {
  appId: string;
  operation: { opName: string; opParams: Record<string, unknown> };
  /** Chosen by us, so that we can find the job again. */
  jobId: string;
  isAsync?: boolean;
  noResultSchema?: boolean;
}

export interface ExecuteOptions {
  /** Aborts the call; what was sent may still take effect. */
  signal?: AbortSignal;
  /** Obtained when the call is ready to be sent. */
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
 * fails with a `BackendError`, also where the body of a 200 says error; retrying is up to the caller.
 */
export interface InfoLinkClient {
  readonly settings: InfoLinkSettings;
  /** Checks the credentials with a cheap call. */
  authenticate(): Promise<void>;
  /** ID of the job: the one we chose, if InfoLink behaves as documented. */
  executeJob(order: ExecuteOrder, options?: ExecuteOptions): Promise<string>;
  getJobStatus(appId: string, jobId: string): Promise<JobStatus>;
  /** Requests a stop; true if the job has ended or stopped. Repeat the call to read its progress. */
  stopJob(appId: string, jobId: string): Promise<{ ended: boolean; said: string }>;
  /** At most `limit` jobs of an app, in InfoLink's own order. */
  activityLog(appId: string, limit: number): Promise<Activity[]>;
  /** At most `limit` jobs of any app, in InfoLink's own order. */
  latestJobs(limit: number): Promise<{ appId: string; jobId: string }[]>;
  /** Closes the connection pool at once; a call in flight fails. */
  close(): Promise<void>;
}
