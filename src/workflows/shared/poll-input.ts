import type { PollJobInput, Where } from '../../contract/activities.js';
import type { RunJobSpec } from '../../contract/run-job.js';
import type { TrackedJob } from './tracked-job.js';
import { limits } from '../../contract/limits.js';

/** Input of a poll of a job; the outputs of a run's jobs share one budget. */
export const pollInput = (
  run: { spec: { connection: string; output?: RunJobSpec['output'] }; jobs: readonly TrackedJob[] },
  target: Where,
  tracked: TrackedJob,
): PollJobInput => ({
  connection: run.spec.connection,
  target,
  id: tracked.job.id,
  key: tracked.job.key,
  phase: tracked.phase,
  ...(tracked.pendingReasons && { pendingReasons: tracked.pendingReasons }),
  maximumOutputBytes: Math.min(
    run.spec.output?.maximumBytes ?? limits.jobOutputBytes,
    Math.floor(limits.runOutputsBytes / run.jobs.length),
  ),
  ...(run.spec.output?.destination !== undefined && { destination: run.spec.output.destination }),
});
