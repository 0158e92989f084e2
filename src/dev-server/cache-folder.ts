import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where fetched binaries stay, outside of any repository, private to the user. */
export function cacheFolder(environment: NodeJS.ProcessEnv): string {
  const named = environment.XDG_CACHE_HOME;
  if (named !== undefined && named !== '') return join(named, 'temporal-rpa');
  const home = environment.HOME ?? homedir();
  return process.platform === 'darwin'
    ? join(home, 'Library', 'Caches', 'temporal-rpa')
    : join(home, '.cache', 'temporal-rpa');
}
