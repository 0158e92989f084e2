import { loadClientConnectConfig } from '@temporalio/envconfig';
import { NativeConnection } from '@temporalio/worker';

export interface TemporalConnection {
  connection: NativeConnection;
  namespace: string;
  address: string;
}

const defaultAddress = '127.0.0.1:7233';

/** Connects as Temporal's own tools do: TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_API_KEY, TEMPORAL_TLS…, profiles. */
export async function connectTemporal(
  given: { address?: string; namespace?: string; environment?: NodeJS.ProcessEnv } = {},
): Promise<TemporalConnection> {
  const { connectionOptions, namespace: configured } = loadClientConnectConfig(
    given.environment && { overrideEnvVars: setVariables(given.environment) },
  );
  const address = given.address ?? connectionOptions.address ?? defaultAddress;
  const namespace = given.namespace ?? configured ?? 'default';
  try {
    return { connection: await NativeConnection.connect({ ...connectionOptions, address }), namespace, address };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `No Temporal server answers at ${address}: ${reason}. Start one, or set TEMPORAL_ADDRESS (and TEMPORAL_NAMESPACE, ` +
        'TEMPORAL_API_KEY, TEMPORAL_TLS… as for the temporal command).',
      { cause: error },
    );
  }
}

const setVariables = (environment: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined));
