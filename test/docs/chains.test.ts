import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { chainSchema, jobKeys, stepKindNames } from '../../src/contract/chain/definition.js';
import { limits } from '../../src/contract/limits.js';

const page = readFileSync(new URL('../../docs/chains.md', import.meta.url), 'utf8');
const example = readFileSync(new URL('../../examples/pay-invoices/chains/pay-invoices.yaml', import.meta.url), 'utf8');

it('docs/chains.md shows the example as it is', () => {
  expect(page).toContain(`\`\`\`yaml\n${example}\`\`\``);
});

const besideJob: readonly string[] = jobKeys.filter((key) => key !== 'job');
const listed = (names: readonly string[]): string =>
  `${names
    .slice(0, -1)
    .map((name) => `\`${name}\``)
    .join(', ')} and \`${names.at(-1) ?? ''}\``;

it('docs/chains.md names each kind of step, and what stands beside a job', () => {
  expect(page).toContain(`A step has exactly one of ${listed(stepKindNames)}.`);
  expect(page).toContain(`beside it ${listed(besideJob)}`);
});

it('docs/chains.md explains each key of a chain, a step, an approval and forEach', () => {
  const step = chainSchema.shape.steps.valueType.shape;
  const keys = [chainSchema.shape, step, step.approval.unwrap().shape, step.forEach.unwrap().shape].flatMap(
    Object.keys,
  );
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  const explained = new Set(
    rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, key]) => key)),
  );
  expect(keys.filter((key) => !explained.has(key) && !besideJob.includes(key))).toEqual([]);
});

it('docs/chains.md gives the limits of a chain as they are', () => {
  const count = (value: number): string => value.toLocaleString('en-US');
  const kibibytes = (value: number): string => `${value / 1024} KiB`;
  const megabytes = (value: number): string => `${value / 1_000_000} MB`;
  const table = page
    .slice(page.indexOf('## Limits'))
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => (line.split('|')[2] ?? '').trim());
  expect(limits.stepOutputBytes).toBe(limits.jobOutputBytes);
  expect(table.slice(2)).toEqual([
    `${kibibytes(limits.stepOutputBytes)} of JSON`,
    megabytes(limits.chainOutputsCharacters),
    `${kibibytes(limits.itemResultsBytes)} divided by the items`,
    megabytes(limits.itemsInputBytes),
    `${limits.expressionResultBytes / 1024 ** 2} MiB of JSON`,
    `${megabytes(limits.expressionScopeCharacters)} of JSON`,
    megabytes(limits.chainOutputBytes),
    count(limits.chainSteps),
  ]);
  expect(limits.expressionQuickMs).toBe(1_000);
  for (const sentence of [
    `at most ${limits.expressionCharacters / 1024} KiB of text`,
    `${limits.expressionMs / 1000} s of processor time and ${limits.expressionHeapMb} MB of memory`,
    `call functions ${limits.expressionCallDepth} deep, and make lists of ${count(limits.expressionListLength)} elements`,
    `at most ${limits.expressionResultBytes / 1024 ** 2} MiB of JSON, nested at most ${limits.jsonDepth} levels deep`,
    `more than a second of processor time or more than ${limits.expressionQuickHeapMb} MB, it is tried once more`,
    `letters, digits and \`_\`; at most ${limits.chainSteps}`,
    `1 to ${limits.itemsAtOnce}; default ${limits.defaultItemsAtOnce}`,
    `the first ${limits.itemFailures}.`,
    `${count(limits.itemsHistoryEvents)} events`,
  ])
    expect(page).toContain(sentence);
});
