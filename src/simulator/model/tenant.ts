import type { Folder } from './folder.js';
import type { Release } from './release.js';
import type { Robot } from './robot.js';

/** What an administrator has set up before the first call: only people change it, never a call. */
export interface Tenant {
  readonly folders: readonly Folder[];
  readonly releases: readonly Release[];
  readonly robots: readonly Robot[];
}

/** The robots that may work in a folder. */
export function robotsOf({ robots }: Tenant, folder: Folder): readonly Robot[] {
  return robots.filter(({ folders }) => folders === undefined || folders.includes(folder));
}
