import { positive, text, uuid } from '../parse-input.js';
import type { FolderReference } from './target.js';

/** The fields by which an input names a folder; at most one of them. */
export const folderFields = {
  folder: text
    .optional()
    .describe('Path of the folder, such as Finance/Accounts Payable; without a folder, that of the connection'),
  folderKey: uuid.optional().describe('Key of the folder, in place of its path'),
  folderId: positive
    .optional()
    .describe('Id of the folder, in place of its path; Orchestrator may change it when the licence plan changes'),
};

export interface GivenFolder {
  folder?: string | undefined;
  folderKey?: string | undefined;
  folderId?: number | undefined;
}

/** The fault of naming a folder in several ways. */
export const oneFolder = 'give only one of folder (path), folderKey, folderId';

/** Whether a folder is named in several ways. */
export function namedTwice({ folder, folderKey, folderId }: GivenFolder): boolean {
  return [folder, folderKey, folderId].filter((name) => name !== undefined).length > 1;
}

/** The folder that an input names; undefined when it names none. */
export function folderOf({ folder, folderKey, folderId }: GivenFolder): FolderReference | undefined {
  if (folder !== undefined) return { path: folder };
  if (folderKey !== undefined) return { key: folderKey };
  if (folderId !== undefined) return { id: folderId };
  return undefined;
}
