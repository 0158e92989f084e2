import type { Folder, FolderReference } from '../../../contract/jobs/target.js';
import type { OrchestratorClient } from '../types.js';

/** The folder that is named, or the connection's; undefined stands for all that the account may see. */
export async function listedFolder(
  client: OrchestratorClient,
  wanted: FolderReference | undefined,
): Promise<Folder | undefined> {
  const { defaultFolder } = client.settings;
  if (wanted) return client.findFolder(wanted);
  return defaultFolder === undefined ? undefined : client.findFolder({ path: defaultFolder });
}
