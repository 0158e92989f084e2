import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { circles, forbiddenImports, importGraph, type ImportRules, readImportGraph } from './import-graph.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const graph = readImportGraph(root);
const rules = rulesOf(readFileSync(`${root}/docs/architecture.md`, 'utf8'));

it('has no circle of files, and none of the parts of a folder', () => {
  expect(graph.size).toBeGreaterThan(200);
  expect(circles(graph)).toEqual([]);
});

it('imports only what docs/architecture.md allows', () => {
  expect(forbiddenImports(graph, rules)).toEqual([]);
});

it('has a row in docs/architecture.md for each folder of src', () => {
  const folders = readdirSync(`${root}/src`, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => `src/${name}`).filter((folder) => !rules.has(folder))).toEqual([]);
});

it('tells of a circle of files, also when only types make it', () => {
  const made = importGraph(
    new Map([
      ['src/a.ts', "import type { B } from './b.js';"],
      ['src/b.ts', "export { a } from './a.js';"],
    ]),
  );
  expect(circles(made)).toEqual(['files: src/a.ts ⇄ src/b.ts', 'src: a.ts ⇄ b.ts']);
});

it('tells of a circle of folders that no file makes alone', () => {
  const made = importGraph(
    new Map([
      ['src/x/one.ts', "import { two } from '../y/two.js';"],
      ['src/y/two.ts', ''],
      ['src/y/three.ts', "const four = await import('../x/four.js');"],
      ['src/x/four.ts', ''],
    ]),
  );
  expect(circles(made)).toEqual(['src: x ⇄ y']);
});

it('tells of an import that points up', () => {
  const made = importGraph(
    new Map([
      ['src/contract/a.ts', "import { b } from '../worker/b.js';"],
      ['src/worker/b.ts', "import { c } from '../backends/orchestrator/c.js';"],
      ['src/backends/orchestrator/c.ts', ''],
    ]),
  );
  const made2: ImportRules = new Map([
    ['src/contract', []],
    ['src/worker', ['src/backends']],
    ['src/backends', []],
    ['src/backends/orchestrator', []],
  ]);
  expect(forbiddenImports(made, made2)).toEqual([
    'src/contract/a.ts → src/worker/b.ts',
    'src/worker/b.ts → src/backends/orchestrator/c.ts',
  ]);
});

/** The column "May import" of the table of folders. */
function rulesOf(page: string): ImportRules {
  const rows = [...page.matchAll(/^\| `(src[^`]*)` *\|[^|]*\|([^|]*)\|$/gm)];
  return new Map(
    rows.map(([, folder = '', cell = '']) => {
      const named = [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => `src/${name}`);
      return [folder, cell.trim() === 'anything' ? undefined : named];
    }),
  );
}
