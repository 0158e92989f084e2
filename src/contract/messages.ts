import type { FinishedJob } from './jobs/job.js';

/** Names of the signals, queries and updates of `runJob`, the same for every SDK. */
export const messageNames = { jobChanged: 'jobChanged', status: 'status', stop: 'stop', resume: 'resume' } as const;

/** Answer of the query `status`. */
export interface RunJobStatus {
  connection: string;
  folder?: string;
  process?: string;
  /** What the run is doing, in a few words. */
  activity: string;
  jobs: {
    job: FinishedJob;
    /** When the run first saw this state; ISO 8601, UTC. */
    since: string;
    pendingReasons?: string[];
  }[];
}

/** Input of the update `stop`. */
export interface StopRequest {
  /** Shown in the failure and the UI. */
  reason?: string;
}
