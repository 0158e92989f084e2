import type { Folder, FolderReference } from '../../../contract/jobs/target.js';
import type { OrchestratorClient } from '../types.js';

/** The named folder, or that of the connection; undefined means all folders that the account may see. */
export async function listedFolder(
  client: OrchestratorClient,
  wanted: FolderReference | undefined,
): Promise<Folder | undefined> {
  const { defaultFolder } = client.settings;
  if (wanted) return client.findFolder(wanted);
  return defaultFolder === undefined ? undefined : client.findFolder({ path: defaultFolder });
}
