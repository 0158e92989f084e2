import type { PollJobInput, Where } from '../../contract/activities.js';
import { defaultMaximumOutputBytes, outputBudgetBytes, type RunJobSpec } from '../../contract/run-job.js';
import type { TrackedJob } from './tracked-job.js';

/** What a look at a job takes; the outputs of a run's jobs share one budget. */
export const pollInput = (
  run: { spec: { connection: string; output?: RunJobSpec['output'] }; jobs: readonly TrackedJob[] },
  target: Where,
  tracked: TrackedJob,
): PollJobInput => ({
  connection: run.spec.connection,
  target,
  id: tracked.job.id,
  phase: tracked.phase,
  ...(tracked.pendingReasons && { pendingReasons: tracked.pendingReasons }),
  maximumOutputBytes: Math.min(
    run.spec.output?.maximumBytes ?? defaultMaximumOutputBytes,
    Math.floor(outputBudgetBytes / run.jobs.length),
  ),
  ...(run.spec.output?.destination !== undefined && { destination: run.spec.output.destination }),
});
