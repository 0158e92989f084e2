import type { ListedJob } from '../../contract/list-jobs.js';

const columns: readonly (readonly [title: string, value: (job: ListedJob) => string | undefined])[] = [
  ['ID', ({ id }) => String(id)],
  ['STATE', ({ state }) => state],
  ['PROCESS', ({ process }) => process],
  ['FOLDER', ({ folder }) => folder],
  ['ROBOT', ({ robot }) => robot],
  ['CREATED', ({ creationTime }) => timeOf(creationTime)],
  ['STARTED', ({ startTime }) => timeOf(startTime)],
  ['ENDED', ({ endTime }) => timeOf(endTime)],
  ['INFO', ({ info }) => info],
];
const longest = 60;

/** Jobs as lines with a head, times in UTC; texts are cut, and nothing in them steers the terminal. */
export function jobTable(jobs: readonly ListedJob[]): string {
  const cells = jobs.map((job) => columns.map(([, value]) => plain(value(job) ?? '')));
  const lines = [columns.map(([title]) => title), ...cells];
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map(
      (line) =>
        `${line
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

const timeOf = (time: string | undefined): string | undefined => time?.slice(0, 19).replace('T', ' ');

function plain(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are what must go
  const line = text.replace(/[\s\x00-\x1f\x7f-\x9f]+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}
