import { html } from '../../http/http-message.js';
import type { Route } from '../route.js';
import { executeJob } from './execute-job.js';
import { getActivityLog } from './get-activity-log.js';
import { getJobStatus } from './get-job-status.js';
import { stopInfoLinkJob } from './stop-job.js';
import { infoLinkToken } from './token.js';

/** Where the simulated InfoLink begins. */
export const infoLinkPath = '/infolink';

type InfoLinkRoute = Pick<Route, 'method' | 'operation' | 'handle'> & { readonly name: string };

const calls: readonly InfoLinkRoute[] = [
  { method: 'POST', name: 'executeJob', operation: 'InfoLink.executeJob', handle: executeJob },
  { method: 'GET', name: 'getJobStatus', operation: 'InfoLink.getJobStatus', handle: getJobStatus },
  { method: 'GET', name: 'stopJob', operation: 'InfoLink.stopJob', handle: stopInfoLinkJob },
  { method: 'GET', name: 'getActivityLog', operation: 'InfoLink.getActivityLog', handle: getActivityLog },
  { method: 'POST', name: 'oauth2/token', operation: 'InfoLink.token', handle: infoLinkToken },
];

/** Each call in both forms: with the suffix, as InfoLink itself has it, and without, as other products embed it. */
export const infoLinkRoutes: readonly Route[] = calls.flatMap(({ name, ...route }) =>
  ['.jsp', ''].map((suffix) => ({ ...route, path: `${infoLinkPath}/api/v1/${name}${suffix}` })),
);

export const infoLinkMissing: Route = { method: 'GET', path: infoLinkPath, handle: () => html(404, 'Not Found') };
