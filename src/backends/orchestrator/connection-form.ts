import type { ConnectionForm } from '../connection-form.js';

/** The configuration knows the settings of an Orchestrator itself: some of them are variables too. */
export const orchestratorForm = {
  auth: {
    clientCredentials: { needed: ['clientId', 'clientSecret'], optional: ['scope', 'identityUrl'] },
    accessToken: { needed: ['accessToken'], optional: [] },
    password: { needed: ['username', 'password'], optional: [] },
    userKey: { needed: ['clientId', 'refreshToken'], optional: ['accountUrl'] },
  },
  secrets: ['clientSecret', 'accessToken', 'password', 'refreshToken'],
  urls: ['identityUrl', 'accountUrl'],
  settings: {},
} as const satisfies ConnectionForm;
