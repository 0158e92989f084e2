import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folderOfCaller, pathsFrom } from '../../src/testing/caller-folder.js';

const here = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '');

describe('relative paths', () => {
  it('begin at the folder of the file that calls', () => {
    const kit = (): string | undefined => folderOfCaller(kit);
    expect(kit()).toBe(here);
    expect(pathsFrom(undefined, kit())('team/workflows.ts')).toBe(`${here}/team/workflows.ts`);
  });

  it('begin at the folder of the file that is named, by URL or by path', () => {
    for (const from of [import.meta.url, new URL(import.meta.url), fileURLToPath(import.meta.url)])
      expect(pathsFrom(from, '/elsewhere')('../testing/team')).toBe(`${here}/team`);
  });

  it('are refused if nobody knows where they begin; absolute ones need no beginning', () => {
    const absolute = pathsFrom(undefined, undefined);
    expect(absolute(here)).toBe(here);
    expect(() => absolute('b')).toThrow("The path 'b' is relative, and the calling file is unknown. Add from:");
  });

  it('are refused if there is nothing', () => {
    expect(() => pathsFrom(import.meta.url, undefined)('chians')).toThrow(
      `'chians' was not found: ${here}/chians does not exist.`,
    );
  });
});
