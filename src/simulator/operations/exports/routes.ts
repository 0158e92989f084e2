import type { Route } from '../route.js';
import { bound, reading, writing } from '../route-parts.js';
import { getDownloadLink, getExport } from './exports.js';
import { exportJobs, exportLogs } from './start-export.js';

const start = { method: 'POST', folder: 'optional', since: 16 } as const;
const read = { method: 'GET', scope: 'any', since: 17 } as const;

/** The four steps: start, look until Completed, ask for the link, download (`blobs/`). */
export const exportRoutes: readonly Route[] = [
  {
    ...start,
    path: bound('/odata/Jobs', 'Export'),
    scope: writing('OR.Jobs'),
    operation: 'Jobs.export',
    handle: exportJobs,
  },
  {
    ...start,
    path: bound('/odata/RobotLogs', 'Export'),
    scope: reading('OR.Monitoring'),
    operation: 'RobotLogs.export',
    handle: exportLogs,
  },
  { ...read, path: '/odata/Exports({id})', operation: 'Exports.get', handle: getExport },
  {
    ...read,
    path: bound('/odata/Exports({id})', 'GetDownloadLink'),
    operation: 'Exports.link',
    handle: getDownloadLink,
  },
];
