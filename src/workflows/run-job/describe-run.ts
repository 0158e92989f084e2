import type { Target } from '../../contract/jobs/target.js';
import type { RunJobSpec } from '../../contract/run-job.js';
import { jobLine, plain } from '../shared/job-line.js';
import type { TrackedJob } from '../shared/tracked-job.js';

/** What the description of a run shows. */
export interface DescribedRun {
  spec: Pick<RunJobSpec, 'release'>;
  target: Target | undefined;
  jobs: readonly TrackedJob[];
  /** What the run itself is doing, in a few words. */
  activity: string;
}

/** The run in Markdown for the UI: which job, which state, since when, on which robot, and why it waits. */
export function describeRun(run: DescribedRun): string {
  const process = run.target?.release.name ?? Object.values(run.spec.release).join('');
  const folder = run.target?.folder.path;
  const title = `**${plain(process)}**${folder === undefined ? '' : ` in **${plain(folder)}**`}: ${plain(run.activity)}`;
  if (run.jobs.length === 0) return title;
  const reasons = [
    ...new Set(run.jobs.filter(({ phase }) => phase === 'pending').flatMap((job) => job.pendingReasons ?? [])),
  ];
  return [
    title,
    '',
    ...run.jobs.map(jobLine),
    ...(reasons.length > 0 ? ['', `Waits for a robot because: **${plain(reasons.join(', '))}**`] : []),
  ].join('\n');
}
