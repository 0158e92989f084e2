import type { TrackedJob } from './tracked-job.js';
import { FailureType } from '../../contract/failure-types.js';
import type { Folder } from '../../contract/jobs/target.js';
import { applicationFailureOf } from './failures.js';
import { type Stopping, stopJobs } from './stop-escalation.js';
import { limits } from '../../contract/limits.js';

export interface PlacedJob {
  folder: Folder;
  tracked: TrackedJob;
}

/** Stops jobs of many folders at once; the log says `because`. A job that cannot be stopped keeps its last state; the others are stopped. */
export async function stopByFolder(stopping: Stopping, jobs: readonly PlacedJob[], because: string): Promise<void> {
  const groups = new Map<string, { folder: Folder; tracked: TrackedJob[] }>();
  for (const { folder, tracked } of jobs) {
    const name = JSON.stringify(folder);
    const group = groups.get(name) ?? { folder, tracked: [] };
    group.tracked.push(tracked);
    groups.set(name, group);
  }
  const calls = [...groups.values()].flatMap(({ folder, tracked }) =>
    Array.from({ length: Math.ceil(tracked.length / limits.jobsPerStopCall) }, (_, index) =>
      stopSome(
        stopping,
        folder,
        tracked.slice(index * limits.jobsPerStopCall, (index + 1) * limits.jobsPerStopCall),
        because,
      ),
    ),
  );
  await Promise.all(calls);
}

async function stopSome(stopping: Stopping, folder: Folder, jobs: TrackedJob[], because: string): Promise<void> {
  try {
    await stopJobs(stopping, { folder }, jobs, because);
  } catch (error) {
    if (applicationFailureOf(error)?.type !== FailureType.StopNotConfirmed) throw error;
  }
}
