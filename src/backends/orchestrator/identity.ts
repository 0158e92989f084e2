import { BackendError } from '../backend-error.js';
import { askedSeldom, type ServerIdentity } from '../server-identity.js';
import { TargetError } from '../target-error.js';
import type { Folder, OrchestratorClient, Release } from './types.js';

type Client = Pick<OrchestratorClient, 'oldestFolders' | 'findFolder' | 'findRelease'>;

/**
 * A tenant is known by the keys of its folders: UUIDs that the server makes, and that every account with the default
 * scopes may read. UserDto has a TenantKey, but reading it needs a scope that jobs do not (OpenAPI 20.0).
 */
export function tenantIdentity(client: Client): ServerIdentity {
  return askedSeldom({
    lasting: true,
    async landmarks() {
      try {
        return keysOf(await client.oldestFolders());
      } catch (error) {
        // An account that may not list folders.
        if (error instanceof BackendError && error.fields.status === 403) return [];
        throw error;
      }
    },
    async has(landmarks, { folder, release }) {
      const keys = new Set([...(folder ? keysOf([folder]) : []), ...landmarks]);
      for (const key of keys) {
        const found = await hasFolder(client, key);
        if (found === true) return true;
        if (found === undefined) return hasRelease(client, folder, release);
      }
      return keys.size === 0 && hasRelease(client, folder, release);
    },
  });
}

const keysOf = (folders: readonly Folder[]): string[] =>
  folders.flatMap(({ key }) => (key === undefined ? [] : [key.toLowerCase()]));

/** Undefined if the account may not read folders: `findFolder` then returns the reference unchanged. */
async function hasFolder(client: Client, key: string): Promise<boolean | undefined> {
  try {
    const { id, key: found } = await client.findFolder({ key });
    return id === undefined ? undefined : found?.toLowerCase() === key;
  } catch (error) {
    if (error instanceof TargetError) return false;
    throw error;
  }
}

/** True if there is no release to compare. */
async function hasRelease(client: Client, folder: Folder | undefined, release: object | undefined): Promise<boolean> {
  const { key } = (release ?? {}) as Partial<Release>;
  if (!folder || key === undefined) return true;
  try {
    await client.findRelease(folder, { key });
    return true;
  } catch (error) {
    if (error instanceof TargetError) return false;
    const folderUnknown = error instanceof BackendError && [1100, 1101].includes(error.fields.errorCode ?? 0);
    if (folderUnknown) return false;
    throw error;
  }
}
