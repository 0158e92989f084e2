import { credentials, infoLinkCredentials, type Simulator } from '../simulator/index.js';

/** Settings of a connection as in the configuration file; what is left out leads to the simulator. */
export interface TestConnection {
  type?: string;
  url?: string;
  auth?: object;
  [setting: string]: unknown;
}

export type TestConnections = Readonly<Record<string, TestConnection>>;

/** Variables that hold the secrets of the simulator: they are public, yet a configuration file refers to secrets. */
export const simulatedSecrets = {
  SIMULATED_CLIENT_SECRET: credentials.clientSecret,
  SIMULATED_API_KEY: infoLinkCredentials.apiKey,
};

/** How the simulator is reached, by the type of the connection. */
const simulated: Record<string, (simulator: Simulator) => object> = {
  orchestrator: ({ cloudUrl }) => ({
    url: cloudUrl,
    auth: {
      kind: 'clientCredentials',
      clientId: credentials.clientId,
      clientSecret: { env: 'SIMULATED_CLIENT_SECRET' },
    },
  }),
  infolink: ({ infoLinkUrl }) => ({
    url: infoLinkUrl,
    auth: { kind: 'apiKey', apiKey: { env: 'SIMULATED_API_KEY' } },
  }),
};

/** The simulator acts at once and shows a new job at once, so a doubtful start need not be looked for any longer. */
const windows = { visibilityWindow: '1s', effectWindow: '0s' };

/** Connections of a configuration that lead to the simulator, unless they say otherwise. */
export function simulatedConnections(connections: TestConnections, simulator: Simulator): Record<string, object> {
  return Object.fromEntries(
    Object.entries(connections).map(([name, given]) => {
      const defaults = simulated[given.type ?? 'orchestrator']?.(simulator) ?? {};
      return [name, { ...defaults, ...windows, ...given }];
    }),
  );
}
