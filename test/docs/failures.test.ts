import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { failureTable, type FailureRow } from '../../src/backends/failure-table.js';
import { FailureType } from '../../src/contract/failure-types.js';

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

const typesOf = ({ type }: FailureRow): string =>
  typeof type === 'string' ? `\`${type}\`` : `\`${type('start')}\`; \`${type('follow')}\` once a job exists`;
const yes = (value: boolean | undefined): string => (value === true ? 'yes' : 'no');
const expected = failureTable.map((row) => [
  row.when,
  typesOf(row),
  yes(row.retryable),
  yes(row.doubtful),
  row.delayMs === undefined ? '' : `${row.delayMs / 1000} s`,
]);

describe('docs/failures.md', () => {
  it('explains each failure type, and no other', () => {
    const types = rows.filter((row) => row.length === 4 && row[0]?.startsWith('`')).map(([name]) => name);
    expect(types).toEqual(Object.values(FailureType).map((name) => `\`${name}\``));
  });

  it('shows the failure table as it is', () => {
    const table = rows.filter((row) => row.length === 5 && row[0] !== 'Reply' && !row[0]?.startsWith('-'));
    expect(table).toEqual(expected);
  });
});
