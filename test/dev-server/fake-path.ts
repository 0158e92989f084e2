import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface FakePath {
  /** The one folder on PATH. */
  folder: string;
  cache: string;
  /** An environment in which nothing but the fakes is found, and no network. */
  environment: NodeJS.ProcessEnv;
  /** Puts a shell script on PATH (or elsewhere) and gives its path. */
  add(name: string, script: string): Promise<string>;
  remove(): Promise<void>;
}

/** A PATH and a cache of its own for one test, with real executable files. */
export async function makeFakePath(): Promise<FakePath> {
  const root = await mkdtemp(join(tmpdir(), 'find-temporal-'));
  const folder = join(root, 'bin');
  const cache = join(root, 'cache', 'temporal-rpa');
  await mkdir(folder);
  return {
    folder,
    cache,
    environment: {
      PATH: folder,
      HOME: root,
      XDG_CACHE_HOME: join(root, 'cache'),
      // Closed port: the SDK's download fails at once wherever the tests run.
      HTTPS_PROXY: 'http://127.0.0.1:9',
    },
    add: async (name, script) => {
      const path = join(folder, name);
      await writeFile(path, `#!/bin/sh\n${script}\n`);
      await chmod(path, 0o755);
      return path;
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
