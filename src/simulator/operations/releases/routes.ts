import type { Route } from '../route.js';
import { bound, reading } from '../route-parts.js';
import { getRelease, listReleases } from './releases.js';

const read = { method: 'GET', scope: reading('OR.Execution'), folder: 'required' } as const;

export const releaseRoutes: readonly Route[] = [
  { ...read, path: '/odata/Releases', operation: 'Releases.list', handle: listReleases },
  { ...read, path: '/odata/Releases({id})', operation: 'Releases.get', handle: getRelease },
  // In no public contract, yet both of UiPath's Python and PowerShell clients call it.
  { ...read, path: bound('/odata/Releases', 'ListReleases'), operation: 'Releases.list', handle: listReleases },
];
