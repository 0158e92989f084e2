import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const textOf = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const examples = readdirSync(new URL('examples', root));

it.each(examples)('examples/%s has a README with one command and its output', (example) => {
  expect(existsSync(fileURLToPath(new URL(`examples/${example}/README.md`, root)))).toBe(true);
  const blocks = [...textOf(`examples/${example}/README.md`).matchAll(/^```(\w*)\n(.*?)^```/gms)];
  expect(blocks.map(([, language]) => language)).toEqual(['sh', '']);
});

it('the tests that a README shows are there', () => {
  const shown = examples.flatMap((example) => [...textOf(`examples/${example}/README.md`).matchAll(/^✓ (.*)$/gm)]);
  expect(shown.length).toBeGreaterThan(5);
  for (const [, line = ''] of shown) {
    const [path = '', ...titles] = line.split(' > ');
    const source = textOf(path);
    expect(titles.filter((title) => !source.includes(`'${title}'`))).toEqual([]);
  }
});
