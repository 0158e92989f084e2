import { ApiError } from '../errors/api-error.js';
import { header, type HttpRequest } from '../http/http-message.js';
import type { Folder } from '../model/folder.js';
import type { Simulation } from '../simulation.js';

type Matcher = (value: string) => (folder: Folder) => boolean;

/** The four headers that can name the folder; the first one present counts. */
const headers: readonly (readonly [name: string, matcher: Matcher])[] = [
  [
    'X-UIPATH-OrganizationUnitId',
    (value) =>
      ({ id }) =>
        String(id) === value.trim(),
  ],
  [
    'X-UIPATH-FolderKey',
    (value) =>
      ({ key }) =>
        key === value.trim().toLowerCase(),
  ],
  [
    'X-UIPATH-FolderPath',
    (value) =>
      ({ path }) =>
        path === value,
  ],
  [
    'X-UIPATH-FolderPath-Encoded',
    (value) =>
      ({ path }) =>
        path === decodeFolderPath(value),
  ],
];

/** The folder a call works in: 1100 when it is unknown, 1101 when it is required and not named. */
export function folderOf(
  simulation: Simulation,
  request: HttpRequest,
  need: 'required' | 'optional',
): Folder | undefined {
  for (const [name, matcher] of headers) {
    const value = header(request, name);
    if (value === undefined || value.trim() === '') continue;
    const folder = simulation.tenant.folders.find(matcher(value));
    if (folder === undefined) throw new ApiError('UnknownFolder');
    return folder;
  }
  if (need === 'required') throw new ApiError('FolderRequired');
  return undefined;
}

/** Base64 of UTF-16LE, as the header wants it: UTF-8 below the Base64 does not decode to a known path. */
function decodeFolderPath(value: string): string {
  return Buffer.from(value, 'base64').toString('utf16le');
}
