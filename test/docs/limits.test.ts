import { expect, it } from 'vitest';
import { limits } from '../../src/contract/limits.js';
import { readPage } from './page.js';

it('docs/limits.md gives limits as the table has them', () => {
  const rows = [...readPage('limits.md').text.matchAll(/^\| [^|]+\| (\d+) \w+ +\| `(\w+)` +\|/gm)];
  expect(rows.length).toBeGreaterThan(15);
  for (const [, value, key = ''] of rows)
    expect([key, Number(value)]).toEqual([key, limits[key as keyof typeof limits]]);
});
