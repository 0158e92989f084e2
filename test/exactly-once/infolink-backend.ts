import { infoLinkCredentials } from '../../src/simulator/index.js';
import type { MatrixBackend } from './matrix.js';

/** Credentials that can be renewed after a 401. The simulator starts a second job for a jobId that it knows. */
export const infoLink: MatrixBackend = {
  connection: ({ infoLinkUrl }) => ({
    type: 'infolink',
    url: infoLinkUrl,
    auth: { kind: 'clientCredentials', clientId: infoLinkCredentials.clientId, clientSecret: { env: 'SECRET' } },
  }),
  job: ({ process }) => ({ appId: '7', scenario: process }),
  environment: { SECRET: infoLinkCredentials.clientSecret },
};
