import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { chainSchema, jobKeys, stepKindNames } from '../../src/contract/chain/definition.js';

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
