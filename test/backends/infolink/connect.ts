import { onTestFinished } from 'vitest';
import { createInfoLinkClient } from '../../../src/backends/infolink/client.js';
import type { InfoLinkAuth, InfoLinkSettings } from '../../../src/backends/infolink/settings.js';
import type { ExecuteOrder, InfoLinkClient } from '../../../src/backends/infolink/types.js';
import { infoLinkCredentials } from '../../../src/simulator/index.js';

const { apiKey, clientId, clientSecret, userName: username, password } = infoLinkCredentials;

export const auths: Record<InfoLinkAuth['kind'], InfoLinkAuth> = {
  apiKey: { kind: 'apiKey', apiKey },
  clientCredentials: { kind: 'clientCredentials', clientId, clientSecret },
  password: { kind: 'password', clientId, clientSecret, username, password },
};

/** A client that closes with the test. */
export function connect(
  url: string,
  auth: InfoLinkAuth = auths.apiKey,
  more: Partial<InfoLinkSettings> = {},
): InfoLinkClient {
  const client = createInfoLinkClient({ type: 'infolink', name: 'link', url, auth, ...more });
  onTestFinished(() => client.close());
  return client;
}

export const order = (scenario: string, jobId: string, parameters: object = {}): ExecuteOrder => ({
  appId: '7',
  operation: { opName: 'RunScenario', opParams: { scenario, parameters } },
  jobId,
});
