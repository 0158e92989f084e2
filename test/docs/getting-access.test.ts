import { expect, it } from 'vitest';
import { FailureType } from '../../src/contract/failure-types.js';
import { readPage } from './page.js';

const page = readPage('getting-access.md');

it('docs/getting-access.md names only variables that docs/configuration.md explains', () => {
  const named = page.text.match(/\bUIPATH_[A-Z_]+/g) ?? [];
  const { text } = readPage('configuration.md');
  expect(named.length).toBeGreaterThan(5);
  // A secret can come from a file instead.
  expect(named.filter((name) => !text.includes(`\`${name.replace(/_FILE$/, '')}\``))).toEqual([]);
});

it('docs/getting-access.md names only failures that exist', () => {
  const shown = page
    .table('## When something is missing')
    .flatMap(([seen = '']) => /^`([A-Z]\w+):/.exec(seen)?.[1] ?? []);
  expect(shown.length).toBeGreaterThan(5);
  expect(shown.filter((type) => !(type in FailureType))).toEqual([]);
});
