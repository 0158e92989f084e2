import type { Route } from '../route.js';
import { bound, reading } from '../route-parts.js';
import { countLogs, listLogs } from './robot-logs.js';

const read = { method: 'GET', scope: reading('OR.Monitoring'), folder: 'optional' } as const;

export const robotLogRoutes: readonly Route[] = [
  { ...read, path: '/odata/RobotLogs', operation: 'RobotLogs.list', handle: listLogs },
  { ...read, path: bound('/odata/RobotLogs', 'GetTotalCount'), operation: 'RobotLogs.count', handle: countLogs },
];
