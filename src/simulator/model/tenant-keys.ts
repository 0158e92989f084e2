import { guidOf } from '../guid.js';
import type { Folder } from './folder.js';
import type { Tenant } from './tenant.js';

/** The same tenant as another server would have it: the ids stay, but each key of a folder or release is another. */
export function withKeysOf(tenantKey: string, tenant: Tenant): Tenant {
  const folders = new Map<Folder, Folder>();
  const moved = (folder: Folder): Folder => {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const made = {
      ...folder,
      key: guidOf(`${tenantKey} ${folder.key}`),
      parent: folder.parent === null ? null : moved(folder.parent),
    };
    folders.set(folder, made);
    return made;
  };
  return {
    folders: tenant.folders.map(moved),
    releases: tenant.releases.map((release) => ({
      ...release,
      key: guidOf(`${tenantKey} ${release.key}`),
      folder: moved(release.folder),
    })),
    robots: tenant.robots.map((robot) => ({ ...robot, folders: robot.folders?.map(moved) })),
  };
}
