import { folderRow, folderType } from '../../dto/folder-dto.js';
import { ApiError } from '../../errors/api-error.js';
import type { Reply } from '../../http/http-message.js';
import type { Call } from '../route.js';
import type { Folder } from '../../model/folder.js';
import { entityReply, listReply } from '../collection.js';

export function listFolders(call: Call): Reply {
  const { tenant, apiVersion } = call.simulation;
  const rows = tenant.folders.map((folder) => folderRow(folder));
  return listReply(call, 'Folders', folderType(apiVersion), rows);
}

export function getFolder(call: Call): Reply {
  const id = Number(call.parameters.id);
  return oneFolder(call, (folder) => folder.id === id);
}

export function getFolderByKey(call: Call): Reply {
  const key = call.parameters.guid?.toLowerCase();
  return oneFolder(call, (folder) => folder.key === key);
}

function oneFolder(call: Call, matches: (folder: Folder) => boolean): Reply {
  const { tenant, apiVersion } = call.simulation;
  const folder = tenant.folders.find(matches);
  if (folder === undefined) throw new ApiError('NotFound', 'Folder does not exist.');
  return entityReply(call, 'Folders', folderType(apiVersion), folderRow(folder));
}
