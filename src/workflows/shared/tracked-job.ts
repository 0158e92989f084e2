import type { FinishedJob, JobPhase } from '../../contract/jobs/job.js';

/** A job as the run last saw it. */
export interface TrackedJob {
  job: FinishedJob;
  phase: JobPhase;
  /** When the run first saw this state; milliseconds since the epoch. */
  since: number;
  pendingReasons?: string[];
  /** What the call that started it answered instead of a success: the only reason that some back ends give. */
  refusal?: string;
}
