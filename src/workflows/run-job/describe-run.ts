import type { RunState, TrackedJob } from './run-state.js';
import { plain } from '../markdown.js';

/** The run in Markdown for the UI: which job, which state, since when, on which robot, and why it waits. */
export function describeRun(run: RunState): string {
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

/** A list item, because the UI (2.50) sets the cells of a table without any space between them. */
export function jobLine({ job, since }: TrackedJob): string {
  const name = job.link === undefined ? String(job.id) : `[${job.id}](<${job.link}>)`;
  const time = new Date(since).toISOString().slice(0, 19).replace('T', ' ');
  const robot = job.robot === undefined ? '' : ` on robot ${plain(job.robot)}`;
  const info = job.info === undefined ? '' : `: ${plain(job.info.slice(0, 120))}`;
  return `- Job ${name}: **${plain(job.state)}** since ${time} UTC${robot}${info}`;
}
