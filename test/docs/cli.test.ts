import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commandPaths } from '../cli/command-paths.js';
import { run } from '../cli/run.js';

const page = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8');
const shown = new Map(
  [...page.matchAll(/^##+ (temporal-rpa.*)\n\n```text\n([^`]*(?:`[^`]+`[^`]*)*)```$/gm)].map(
    ([, name = '', text = '']) => [name, text],
  ),
);

describe('docs/cli.md', () => {
  it.each(commandPaths().map((path) => [['temporal-rpa', ...path].join(' '), path] as const))(
    'shows what %s --help prints',
    async (name, path) => {
      expect(shown.get(name)).toBe((await run([...path, '--help'])).stdout);
    },
  );

  it('shows no other command', () => {
    expect([...shown.keys()]).toEqual(commandPaths().map((path) => ['temporal-rpa', ...path].join(' ')));
  });
});
