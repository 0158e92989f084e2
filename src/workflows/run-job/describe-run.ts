import type { RunState, TrackedJob } from './run-state.js';

/** Text of a table cell: one line, with nothing that Markdown would read. */
const cell = (text: string): string => text.replace(/\s+/g, ' ').replace(/[|<>[\]*_`\\]/g, '\\$&');

/** The run in Markdown for the UI: which job, which state, since when, on which robot, and why it waits. */
export function describeRun(run: RunState): string {
  const process = run.target?.release.name ?? Object.values(run.spec.release).join('');
  const folder = run.target?.folder.path;
  const title = `**${cell(process)}**${folder === undefined ? '' : ` in **${cell(folder)}**`}: ${cell(run.activity)}`;
  if (run.jobs.length === 0) return title;
  const reasons = [
    ...new Set(run.jobs.filter(({ phase }) => phase === 'pending').flatMap((job) => job.pendingReasons ?? [])),
  ];
  return [
    title,
    '',
    '| Job | State | Since (UTC) | Robot | Info |',
    '| --- | --- | --- | --- | --- |',
    ...run.jobs.map(row),
    ...(reasons.length > 0 ? ['', `Waits for a robot because: ${cell(reasons.join(', '))}`] : []),
  ].join('\n');
}

function row({ job, since }: TrackedJob): string {
  const name = job.link === undefined ? String(job.id) : `[${job.id}](${job.link})`;
  const time = new Date(since).toISOString().slice(0, 19).replace('T', ' ');
  return `| ${name} | ${cell(job.state)} | ${time} | ${cell(job.robot ?? '')} | ${cell((job.info ?? '').slice(0, 120))} |`;
}
