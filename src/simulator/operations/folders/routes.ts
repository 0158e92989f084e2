import type { Route } from '../route.js';
import { bound, reading } from '../route-parts.js';
import { getAllForCurrentUser, getFoldersForCurrentUser } from './folders-of-user.js';
import { getFolder, getFolderByKey, listFolders } from './folders.js';

const read = { method: 'GET', scope: reading('OR.Folders') } as const;
const ofUser = { ...read, operation: 'Folders.forCurrentUser' } as const;

export const folderRoutes: readonly Route[] = [
  { ...read, path: '/odata/Folders', operation: 'Folders.list', handle: listFolders },
  { ...read, path: '/odata/Folders({id})', operation: 'Folders.get', handle: getFolder },
  {
    ...read,
    path: bound('/odata/Folders', 'GetByKey(identifier={guid})'),
    operation: 'Folders.get',
    since: 15,
    handle: getFolderByKey,
  },
  { ...ofUser, path: '/api/Folders/GetAllForCurrentUser', since: 18, handle: getAllForCurrentUser },
  {
    ...ofUser,
    path: '/api/FoldersNavigation/GetFoldersForCurrentUser',
    usersOnly: true,
    handle: getFoldersForCurrentUser,
  },
];
