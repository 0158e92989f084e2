import { limits } from '../../contract/limits.js';
import { cut } from '../../shared/cut.js';
import { plain } from '../shared/job-line.js';
import type { ChainProgress, StepProgress } from '../../contract/chain/progress.js';

const timeOf = (iso: string | undefined): string => iso?.slice(11, 19) ?? '';

/**
 * A chain for the UI: its activity, what it needs from a person, and its steps as a table of fixed width. The UI
 * (2.50) renders the cells of a Markdown table without space between them.
 */
export function describeChain(chain: ChainProgress, asked: ReadonlyMap<string, string>): string {
  const { steps, percent, activity, paused } = chain;
  const title = `**${plain(chain.chain)}**: ${plain(activity)}${paused ? ', paused' : ''}, ${percent} %`;
  const wanted = [
    ...chain.approvals.map((name) => {
      const message = asked.get(name) ?? '';
      return `- \`${name}\` waits for the update **approve**${message === '' ? '' : `: ${plain(message)}`}`;
    }),
    ...steps
      .filter(({ state }) => state === 'needsRepair')
      .map(({ name, error }) => `- \`${name}\` waits for the update **repair**: ${plain(error?.message ?? '')}`),
  ];
  const failed = steps
    .filter(({ state, error }) => error && state !== 'needsRepair')
    .map(
      ({ name, error }) =>
        `- \`${name}\`: ${plain(`${error?.type ?? ''}: ${cut(error?.message ?? '', limits.shortTextCharacters)}`)}`,
    );
  const links = steps.flatMap(({ name, jobs = [] }) =>
    jobs.flatMap(({ id, link }) => (link === undefined ? [] : [`[${name}: job ${id}](<${link}>)`])),
  );
  return [
    title,
    ...(wanted.length > 0 ? ['', ...wanted] : []),
    '',
    '```text',
    ...table(steps),
    '```',
    ...(failed.length > 0 ? ['', ...failed] : []),
    ...(links.length > 0 ? ['', links.slice(-20).join(', ')] : []),
  ].join('\n');
}

/** At most as wide as the pane of the UI on a common screen. */
const widestName = 24;

function table(steps: readonly StepProgress[]): string[] {
  const rows = steps.map(({ name, state, startedAt, endedAt, items, attempts = 1 }) => [
    cut(name, widestName),
    [
      attempts > 1 ? `${state} (${attempts})` : state,
      ...(items ? [`${items.done}/${items.total}`] : []),
      ...(items && items.failed > 0 ? [`-${items.failed}`] : []),
    ].join(' '),
    timeOf(startedAt),
    timeOf(endedAt),
  ]);
  const all = [['step', 'state', 'begun', 'ended'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
