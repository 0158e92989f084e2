import type { FinishedJob, JobPhase } from '../../contract/jobs/job.js';

/** A job as the run last saw it. */
export interface TrackedJob {
  job: FinishedJob;
  phase: JobPhase;
  /** When the run first saw this state; milliseconds since the epoch. */
  since: number;
  pendingReasons?: string[];
}
