import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { connect } from '../../src/backends/registry.js';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** Rows of the page's tables that begin with a name, by the number of their columns. */
const rowsOf = (columns: number): string[][] =>
  read('docs/adding-a-backend.md')
    .split('\n')
    .map((line) =>
      line
        .split(' | ')
        .map((cell) => cell.replace(/^\| | \|$/g, '').trim())
        .map((cell) => cell.replace(/^`(.*)`$/, '$1')),
    )
    .filter((row) => row.length === columns && /^\w+$/.test(row[0] ?? '') && row[0] !== 'Member' && row[0] !== 'File');

/** Members of the interface, in its order. */
const source = read('src/backends/backend.ts').split('export interface Backend {')[1]?.split('\n}')[0] ?? '';
const members = [...source.matchAll(/^ {2}(?:readonly )?(\w+)(\??)[:(]/gm)].map(([, name = '', optional]) => ({
  name,
  optional: optional === '?',
}));
const namesOf = (optional: boolean): string[] =>
  members.filter((member) => member.optional === optional).map(({ name }) => name);

describe('docs/adding-a-backend.md', () => {
  it('explains each member of a back end, the optional ones apart', () => {
    expect(rowsOf(2).map(([name]) => name)).toEqual(namesOf(false));
    expect(
      rowsOf(5)
        .map(([name]) => name)
        .sort(),
    ).toEqual(namesOf(true).sort());
  });

  it('says which of them Orchestrator and InfoLink have', async () => {
    const base = { name: 'a', url: 'http://127.0.0.1:1', visibilityWindowMs: 1 };
    const orchestrator = connect({ ...base, auth: { kind: 'accessToken', accessToken: 'a' } });
    const infoLink = connect({ ...base, type: 'infolink', auth: { kind: 'apiKey', apiKey: 'a' } });
    const has = (backend: object, name = ''): string => (name in backend ? 'yes' : 'no');
    expect(rowsOf(5).map(([name, , , ...who]) => [name, ...who])).toEqual(
      rowsOf(5).map(([name]) => [name, has(orchestrator, name), has(infoLink, name)]),
    );
    await Promise.all([orchestrator.close(), infoLink.close()]);
  });
});
