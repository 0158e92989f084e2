import { authenticateAccount } from './identity/authenticate-account.js';
import type { Route } from './route.js';
import { attachmentRoutes } from './attachments/routes.js';
import { exportRoutes } from './exports/routes.js';
import { folderRoutes } from './folders/routes.js';
import { jobTriggerRoutes } from './job-triggers/routes.js';
import { jobRoutes } from './jobs/routes.js';
import { releaseRoutes } from './releases/routes.js';
import { robotLogRoutes } from './robot-logs/routes.js';
import { webhookRoutes } from './webhooks/routes.js';

/** Everything below the base address of Orchestrator. */
export const orchestratorRoutes: readonly Route[] = [
  // The cloud dropped it in 2024 and on-premises servers keep it; here every version has it.
  { method: 'POST', path: '/api/Account/Authenticate', operation: 'Account.Authenticate', handle: authenticateAccount },
  ...folderRoutes,
  ...releaseRoutes,
  ...jobRoutes,
  ...jobTriggerRoutes,
  ...robotLogRoutes,
  ...exportRoutes,
  ...attachmentRoutes,
  ...webhookRoutes,
];
