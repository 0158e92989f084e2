import type { Route } from '../route.js';
import { clientCredentialsToken } from './client-credentials-token.js';
import { userKeyToken } from './user-key-token.js';

const token = (path: string, handle: Route['handle']): Route => ({ method: 'POST', path, operation: 'token', handle });

/** Where tokens are had: the cloud's host, its organisation, a standalone server, and the old user keys. */
export const identityRoutes: readonly Route[] = [
  token('/identity_/connect/token', clientCredentialsToken),
  token('/acme/identity_/connect/token', clientCredentialsToken),
  token('/identity/connect/token', clientCredentialsToken),
  token('/oauth/token', userKeyToken),
];
