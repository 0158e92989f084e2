import { z } from 'zod';
import { FailureType } from '../../contract/failure-types.js';
import { limits } from '../../contract/limits.js';
import { nearNames } from '../../shared/near-names.js';
import type { Folder, FolderReference } from '../../contract/jobs/target.js';
import { BackendError, isForbidden } from '../backend-error.js';
import { TargetError } from '../target-error.js';
import type { ApiCaller } from './api-caller.js';
import { firstVersion, isMissingCall } from './api-version.js';
import { bound, collection, quoted } from './odata.js';

const folderRow = z
  .object({ Id: z.number(), Key: z.string().nullish(), FullyQualifiedName: z.string() })
  .transform(({ Id, Key, FullyQualifiedName }): Folder & { path: string } => ({
    id: Id,
    ...(typeof Key === 'string' && { key: Key }),
    path: FullyQualifiedName,
  }));
const select = 'Id,Key,FullyQualifiedName';

/** Finds a folder. If the account may not list folders, returns the reference unchanged: the header is enough. */
export async function findFolder(caller: ApiCaller, reference: FolderReference): Promise<Folder> {
  try {
    if ('path' in reference) return await byPath(caller, reference.path.replace(/^\/+|\/+$/g, ''));
    if ('id' in reference)
      return await caller.read({ method: 'GET', path: `/odata/Folders(${reference.id})` }, folderRow);
    return await byKey(caller, reference.key);
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    if (isForbidden(error)) return reference;
    const { status, errorCode, notTheApi } = error.fields;
    const unknown = notTheApi !== true && (status === 404 || errorCode === 1002 || errorCode === 1100);
    if (!unknown) throw error;
    throw new TargetError(
      FailureType.FolderNotFound,
      `No folder with ${'id' in reference ? `id ${reference.id}` : `key ${'key' in reference ? reference.key : ''}`}, or no access to it`,
    );
  }
}

async function byKey(caller: ApiCaller, key: string): Promise<Folder> {
  // Servers before 22.10 do not have GetByKey, so search the list.
  if ((caller.apiVersion ?? firstVersion.folderByKey) < firstVersion.folderByKey) return listedWithKey(caller, key);
  const path = bound('/odata/Folders', `GetByKey(identifier=${key})`);
  return caller.read({ method: 'GET', path }, folderRow).catch((error: unknown) => {
    if (isMissingCall(error)) return listedWithKey(caller, key);
    throw error;
  });
}

async function listedWithKey(caller: ApiCaller, key: string): Promise<Folder> {
  const found = (await allFolders(caller)).find((folder) => folder.key?.toLowerCase() === key.toLowerCase());
  if (found) return found;
  throw new TargetError(FailureType.FolderNotFound, `No folder with key ${key}, or no access to it`);
}

async function byPath(caller: ApiCaller, path: string): Promise<Folder> {
  const query = { $filter: `FullyQualifiedName eq ${quoted(path)}`, $select: select, $top: 10 };
  const { value } = await caller.read({ method: 'GET', path: '/odata/Folders', query }, collection(folderRow));
  const found = value.find((folder) => folder.path === path) ?? value[0];
  if (found) return found;
  const paths = (await allFolders(caller)).map((folder) => folder.path);
  const near = nearNames(path, paths);
  throw new TargetError(
    FailureType.FolderNotFound,
    `No folder '${path}', or no access to it. ` +
      (near.length > 0
        ? `Near: ${near.join(', ')}`
        : `There are: ${paths.slice(0, limits.listedNames).join(', ') || 'none'}`),
  );
}

/** The folders with the lowest ids that the account may see. */
export async function oldestFolders(caller: ApiCaller): Promise<Folder[]> {
  const query = { $select: select, $top: 3, $orderby: 'Id asc' };
  return (await caller.read({ method: 'GET', path: '/odata/Folders', query }, collection(folderRow))).value;
}

/** All folders that the account may see, by path. */
export async function allFolders(caller: ApiCaller): Promise<(Folder & { path: string })[]> {
  const found = new Map<Folder['id'], Folder & { path: string }>();
  // A server may return fewer rows than requested, so only an empty page marks the end.
  let characters = 0;
  for (let skip = 0; ;) {
    const query = { $select: select, $top: limits.pageRows, $skip: skip, $orderby: 'FullyQualifiedName asc' };
    const { value } = await caller.read({ method: 'GET', path: '/odata/Folders', query }, collection(folderRow));
    for (const folder of value) found.set(folder.id, folder);
    skip += value.length;
    characters += value.reduce((sum, { path, key = '' }) => sum + path.length + key.length, 0);
    if (value.length === 0 || skip > limits.folders || characters > limits.folderCharacters) return [...found.values()];
  }
}
