import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readPage } from './page.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = readPage('contributing.md');
const headings = [...page.text.matchAll(/^## (.*)$/gm)].map(([heading]) => heading);
const changes = headings.filter((heading) => /^## An? /.test(heading));

const codeIn = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
const isPath = (code: string): boolean =>
  readdirSync(root).some((name) => code === name || code.startsWith(`${name}/`)) && !code.includes(' ');
const filesOf = (change: string): string[] => page.table(change).map(([file = '']) => codeIn(file)[0] ?? '');
const sourcesOf = (change: string): string[] => filesOf(change).filter((file) => file.startsWith('src/'));

describe('docs/contributing.md', () => {
  it('names only paths that exist', () => {
    const paths = codeIn(page.text.replace(/^```[\s\S]*?^```$/gm, '')).filter(isPath);
    expect(paths.length).toBeGreaterThan(50);
    expect(paths.filter((path) => !existsSync(`${root}${path}`))).toEqual([]);
  });

  it.each(changes)('%s: lists files, each with what to do, and names only what is in that file', (change) => {
    const rows = page.table(change);
    expect(rows.length).toBeGreaterThan(1);
    for (const [file = '', todo = ''] of rows) {
      const [path = '', ...more] = codeIn(file);
      expect([isPath(path), more], file).toEqual([true, []]);
      expect(todo, file).not.toBe('');
      const text = readFileSync(`${root}${path}`, 'utf8');
      const names = codeIn(todo).filter((code) => /^\w+$/.test(code));
      expect(
        names.filter((name) => !new RegExp(`\\b${name}\\b`).test(text)),
        path,
      ).toEqual([]);
    }
  });

  it.each([
    ['## A job state', 2],
    ['## A setting of a connection', 2],
    ['## A setting of the worker', 2],
    ['## A step kind of chains', 3],
    ['## An auth kind', 3],
  ])('%s takes at most %i files of source', (change, most) => {
    expect(sourcesOf(change).length).toBeLessThanOrEqual(most);
  });

  it('has a section for each of the changes that people make', () => {
    expect(changes).toHaveLength(12);
  });
});
