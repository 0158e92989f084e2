import { readFileSync } from 'node:fs';

/** Text of a file by its path from the root of the repository. */
export function repositoryFile(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}
