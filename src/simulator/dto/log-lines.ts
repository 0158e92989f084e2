import type { Job, StateChange } from '../model/job.js';

export const logLevels = ['Trace', 'Debug', 'Info', 'Warn', 'Error', 'Fatal'] as const;

/** What a robot wrote to the log. */
export interface LogLine {
  readonly id: number;
  readonly job: Job;
  readonly at: number;
  readonly level: (typeof logLevels)[number];
  readonly message: string;
}

/** The log of a job, made from its history: nothing is kept for it. */
export function logLinesOf(job: Job): LogLine[] {
  return job.history.flatMap((change, index) => {
    const said = wordsFor(job, change);
    return said === undefined ? [] : [{ id: job.id * 100 + index, job, at: change.at, ...said }];
  });
}

function wordsFor(
  { release, info, robot }: Job,
  { state }: StateChange,
): Pick<LogLine, 'level' | 'message'> | undefined {
  if (robot === null) return undefined;
  switch (state) {
    case 'Running':
      return { level: 'Info', message: `${release.name} execution started` };
    case 'Suspended':
      return { level: 'Info', message: `${release.name} execution suspended` };
    case 'Successful':
    case 'Stopped':
      return { level: 'Info', message: `${release.name} execution ended` };
    case 'Faulted':
      return { level: 'Error', message: info ?? `${release.name} execution failed` };
    default:
      return undefined;
  }
}
