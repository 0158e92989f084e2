import type { TemporalServer } from './temporal-server.js';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { waitForNamespace } from './wait-for-namespace.js';

/** A server that runs already. TLS, API key and namespace come from the environment as Temporal's own tools read it. */
export async function useTemporal(
  address: string,
  namespaceWanted: string | undefined,
  environment: NodeJS.ProcessEnv,
): Promise<TemporalServer> {
  const variables = Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const config = loadClientConnectConfig({ overrideEnvVars: Object.fromEntries(variables) });
  const namespace = namespaceWanted ?? config.namespace ?? 'default';
  try {
    await waitForNamespace({ connection: { ...config.connectionOptions, address }, namespace, timeoutMs: 5_000 });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `TEMPORAL_ADDRESS names ${address}, which does not answer for namespace '${namespace}': ${reason}. ` +
        'Start that server, or unset TEMPORAL_ADDRESS to have a dev server started.',
      { cause: error },
    );
  }
  const uiUrl = environment.TEMPORAL_UI_URL;
  return {
    address,
    namespace,
    ...(uiUrl !== undefined && uiUrl !== '' && { uiUrl }),
    stop: () => Promise.resolve(),
  };
}
