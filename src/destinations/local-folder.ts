import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import type { Content, FileStore } from './file-store.js';
import type { FolderSettings } from './settings.js';

/** Beside the files and on the same disk, so that a rename is atomic. No name of a file begins with a dot. */
const partialFolder = '.partial';
/** A part this old belongs to a worker that died. */
const staleAfterMs = 24 * 3_600_000;

/** Files in a folder. All workers that use it must see the same one, for example over a network share. */
export function localFolder({ path: root }: FolderSettings): FileStore {
  const partial = join(root, partialFolder);
  let swept = false;
  const prepare = async (): Promise<void> => {
    await mkdir(partial, { recursive: true });
    if (swept) return;
    swept = true;
    for (const name of await readdir(partial)) {
      const path = join(partial, name);
      const { mtimeMs = Infinity } = await stat(path).catch(() => ({ mtimeMs: undefined }));
      if (mtimeMs < Date.now() - staleAfterMs) await rm(path, { force: true });
    }
  };
  return {
    uriOf: (name) => pathToFileURL(join(root, name)).href,
    async write(name, content) {
      await prepare();
      const temporary = join(partial, randomUUID());
      try {
        await writeThrough(temporary, content);
        await mkdir(dirname(join(root, name)), { recursive: true });
        await rename(temporary, join(root, name));
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    async read(name): Promise<Readable | undefined> {
      const path = join(root, name);
      try {
        if (!(await stat(path)).isFile()) return undefined;
      } catch (error) {
        if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
        throw error;
      }
      return createReadStream(path);
    },
    close: () => undefined,
  };
}

/** Writes a file and waits until the disk has it, so that a rename never shows half of it after a power cut. */
async function writeThrough(path: string, content: Content): Promise<void> {
  const file = await open(path, 'wx', 0o640);
  try {
    for await (const chunk of content) await file.writeFile(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
}
