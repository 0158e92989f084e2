import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { failureTable, type FailureRow } from '../../src/backends/failure-table.js';
import { failures, failuresThatAre } from '../../src/contract/failure-types.js';

const page = readFileSync(new URL('../../docs/failures.md', import.meta.url), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((text) => text.trim()),
  );

const code = (name: string): string => `\`${name}\``;
const typesOf = ({ type }: FailureRow): string =>
  typeof type === 'string' ? code(type) : `${code(type('start'))}; ${code(type('follow'))} once a job exists`;
const yes = (value: boolean | undefined): string => (value === true ? 'yes' : 'no');
const expected = failureTable.map((row) => [
  row.when,
  typesOf(row),
  yes(row.retryable),
  yes(row.doubtful),
  row.delayMs === undefined ? '' : `${row.delayMs / 1000} s`,
]);
const listed = (names: readonly string[]): string =>
  `${names.slice(0, -1).map(code).join(', ')} and ${code(names.at(-1) ?? '')}`;

describe('docs/failures.md', () => {
  it('explains each failure type as the contract does, and no other', () => {
    const types = rows.filter((row) => row.length === 4 && row[0]?.startsWith('`'));
    expect(types.map(([type, meaning, , details]) => [type, meaning, details])).toEqual(
      Object.entries(failures).map(([type, { meaning, details }]) => [
        code(type),
        meaning,
        details.map(code).join(', '),
      ]),
    );
  });

  it('shows the failure table as it is', () => {
    const table = rows.filter((row) => row.length === 5 && row[0] !== 'Reply' && !row[0]?.startsWith('-'));
    expect(table).toEqual(expected);
  });

  it('lists what is never retried, what may have had an effect, and what can be repaired', () => {
    expect(page).toContain(`A workflow's retry policy never retries ${listed(failuresThatAre('neverRetried'))}:`);
    expect(page).toContain(`After ${listed(failuresThatAre('mayHaveHappened'))}, a step may have had its effect`);
    expect(page).toContain(`While a job exists, ${listed(failuresThatAre('repairable'))} are retried every 30 seconds`);
  });
});
