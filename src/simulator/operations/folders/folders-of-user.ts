import { folderRow, folderType } from '../../dto/folder-dto.js';
import { ApiError } from '../../errors/api-error.js';
import { json, type Reply } from '../../http/http-message.js';
import type { Call } from '../route.js';
import type { Folder } from '../../model/folder.js';
import { projectRow } from '../../odata/apply-query.js';

/** The properties that CurrentUserFolderDto shares with FolderDto. */
const briefly = [
  'Key',
  'DisplayName',
  'FullyQualifiedName',
  'Description',
  'FolderType',
  'ParentId',
  'ParentKey',
  'Id',
];

/** Not OData: `take` and `skip` without `$`, and a page of its own form. */
export function getAllForCurrentUser(call: Call): Reply {
  return page(call, call.simulation.tenant.folders, (folder) => projected(call, folder, briefly));
}

/** Those with `searchText` in their names; `folderTypes` makes no difference, as all folders here are Standard. */
export function getFoldersForCurrentUser(call: Call): Reply {
  const wanted = (call.request.query.get('searchText') ?? '').toLowerCase();
  const folders = call.simulation.tenant.folders.filter(({ name }) => name.toLowerCase().includes(wanted));
  return page(call, folders, (folder) => ({ FolderPath: folder.path, ...projected(call, folder, []) }));
}

function projected({ simulation }: Call, folder: Folder, select: string[]): Record<string, unknown> {
  return projectRow(folderRow(folder), folderType(simulation.apiVersion), { select, expand: [] });
}

function page(call: Call, folders: readonly Folder[], write: (folder: Folder) => unknown): Reply {
  const skip = number(call, 'skip', Number.MAX_SAFE_INTEGER, 0);
  const take = number(call, 'take', 1000, 1000);
  return json(200, {
    PageItems: folders.slice(skip, skip + Math.min(take, call.simulation.lists.maximumPage ?? take)).map(write),
    Count: folders.length,
  });
}

function number({ request }: Call, name: string, most: number, otherwise: number): number {
  const text = request.query.get(name) ?? String(otherwise);
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= most) return value;
  throw new ApiError('InvalidField', `The field ${name} must be between 0 and ${most}`);
}
