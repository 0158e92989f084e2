import { guidOf } from '../guid.js';
import type { Job } from './job.js';

export const triggerTypes = ['None', 'QueueItem', 'Job', 'Task', 'Timer', 'Inbox', 'Api'] as const;
export const triggerStatuses = ['New', 'Ready', 'Fired'] as const;

/** What a suspended job waits for: a time, or something that is put into its inbox. */
export interface JobTrigger {
  readonly id: number;
  readonly job: Job;
  readonly type: (typeof triggerTypes)[number];
  readonly status: (typeof triggerStatuses)[number];
  readonly inboxId: string;
  /** Milliseconds since 1970; null if only the inbox wakes it. */
  readonly firesAt: number | null;
}

/** One for each time that the job was suspended. All follows from its history: nothing is kept for it. */
export function triggersOf(job: Job): JobTrigger[] {
  return job.history
    .filter(({ state }) => state === 'Suspended')
    .map(({ at }, index) => {
      const lastsMs = job.release.behaviour.suspensionsMs[index] ?? Number.POSITIVE_INFINITY;
      const timed = Number.isFinite(lastsMs);
      return {
        id: job.id * 10 + index,
        job,
        type: timed ? 'Timer' : 'Inbox',
        status: job.state === 'Suspended' && index === job.resumeVersion ? 'New' : 'Fired',
        inboxId: guidOf(`${job.key} ${index}`),
        firesAt: timed ? at + lastsMs : null,
      };
    });
}
