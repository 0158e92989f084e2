import { onTestFinished } from 'vitest';
import { createOrchestratorClient, type OrchestratorClient } from '../../../src/backends/orchestrator/index.js';
import type { OrchestratorAuth, OrchestratorSettings } from '../../../src/backends/orchestrator/index.js';

export const clientCredentials = {
  kind: 'clientCredentials',
  clientId: 'sim-client',
  clientSecret: 'sim-secret',
} as const;
export const accessToken = { kind: 'accessToken', accessToken: 'rt_sim-token' } as const;

/** A client that closes with the test. */
export function connect(
  url: string,
  auth: OrchestratorAuth = accessToken,
  more: Partial<OrchestratorSettings> = {},
): OrchestratorClient {
  const client = createOrchestratorClient({ name: 'default', url, auth, ...more });
  onTestFinished(() => client.close());
  return client;
}
