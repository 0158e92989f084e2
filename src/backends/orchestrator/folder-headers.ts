import type { Folder } from '../../contract/jobs/target.js';
import { firstVersion } from './api-version.js';

export const folderKeyHeader = 'X-UIPATH-FolderKey';

/**
 * The one header that names a folder. The key comes first, because an id may change with the licensing plan
 * (UiPath's page "Building API requests"); servers before 22.10 do not support the key header.
 */
export function folderHeaders(
  folder: Folder,
  apiVersion: number | undefined,
  keyRefused = false,
): Record<string, string> {
  const { key, id, path } = folder;
  const keyKnown = !keyRefused && (apiVersion ?? firstVersion.folderKeyHeader) >= firstVersion.folderKeyHeader;
  if (key !== undefined && (keyKnown || (id === undefined && path === undefined))) return { [folderKeyHeader]: key };
  if (id !== undefined) return { 'X-UIPATH-OrganizationUnitId': String(id) };
  if (path === undefined) return {};
  // A header is ASCII; the encoded form is Base64 of UTF-16LE.
  return /^[\x20-\x7e]*$/.test(path)
    ? { 'X-UIPATH-FolderPath': path }
    : { 'X-UIPATH-FolderPath-Encoded': Buffer.from(path, 'utf16le').toString('base64') };
}
