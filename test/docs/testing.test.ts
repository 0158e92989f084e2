import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const text = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const page = text('docs/testing.md');

it('docs/testing.md shows the example of the test kit, which has at most 25 lines', () => {
  const example = text('examples/test-kit/invoices.test.ts');
  expect(page).toContain(`\`\`\`ts\n${example}\`\`\``);
  expect(example.trimEnd().split('\n').length).toBeLessThanOrEqual(25);
});

it('docs/testing.md has a row for each option of startTestStack', () => {
  const source = text('src/testing/test-stack.ts');
  const options = /export interface TestStackOptions \{\n(.*?)\n\}/s.exec(source)?.[1] ?? '';
  const names = [...options.matchAll(/^ {2}(\w+)\?:/gm)].map(([, name]) => name);
  const rows = [...page.matchAll(/^\| `(\w+)` /gm)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(8);
  expect(rows).toEqual(names);
});
