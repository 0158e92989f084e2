import { findTemporal, type TemporalBinary } from './find-temporal.js';
import { assertPortFree, findFreePorts } from './free-ports.js';
import { serverArguments } from './server-arguments.js';
import { startServerProcess } from './server-process.js';
import type { TemporalServer } from './temporal-server.js';
import { useTemporal } from './use-temporal.js';
import { waitForNamespace } from './wait-for-namespace.js';

export interface StartTemporalOptions {
  /** Default: a free port. */
  port?: number;
  /** Default: a free port; false: no UI. */
  uiPort?: number | false;
  /** File that keeps the server's state. Default: the state ends with the server. */
  dbFilename?: string;
  /** Default: `default`. */
  namespace?: string;
  /** Type by name, for example `{ RpaFolder: 'Keyword' }`. */
  searchAttributes?: Readonly<Record<string, string>>;
  /** Receives the server's output and news of downloads. */
  log?: (line: string) => void;
  /** Default: the environment of this process. */
  environment?: NodeJS.ProcessEnv;
}

const startTimeoutMs = 30_000;
const stopGraceMs = 5_000;
/** A port that was free when it was picked may be taken when the server wants it. */
const portAttempts = 3;

/** A Temporal server for development: the one that TEMPORAL_ADDRESS names, else a dev server in a child process. */
export async function startTemporal(options: StartTemporalOptions = {}): Promise<TemporalServer> {
  const environment = options.environment ?? process.env;
  const address = environment.TEMPORAL_ADDRESS;
  if (address !== undefined && address !== '') return useTemporal(address, options.namespace, environment);

  const binary = await findTemporal({ environment, ...(options.log && { log: options.log }) });
  const fixedPorts = options.port !== undefined && options.uiPort !== undefined;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnce(binary, options, environment);
    } catch (error) {
      const taken = error instanceof Error && /address already in use|is taken/i.test(error.message);
      if (!taken || fixedPorts || attempt === portAttempts) throw error;
    }
  }
}

async function startOnce(
  binary: TemporalBinary,
  options: StartTemporalOptions,
  environment: NodeJS.ProcessEnv,
): Promise<TemporalServer> {
  const [freePort = 0, freeUiPort = 0] = await findFreePorts(2);
  const port = options.port ?? freePort;
  const uiPort = options.uiPort ?? freeUiPort;
  const namespace = options.namespace ?? 'default';
  const commandLine = serverArguments({
    port,
    uiPort,
    namespace,
    searchAttributes: options.searchAttributes ?? {},
    ...(options.dbFilename !== undefined && { dbFilename: options.dbFilename }),
  });
  await assertPortFree(port);
  if (uiPort !== false) await assertPortFree(uiPort);
  const server = startServerProcess(binary.path, commandLine, environment, options.log);
  const address = `127.0.0.1:${port}`;
  try {
    await waitForNamespace({
      connection: { address, connectTimeout: '250ms' },
      namespace,
      timeoutMs: startTimeoutMs,
      givenUp: server.ended,
    });
  } catch (error) {
    await server.stop(stopGraceMs);
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The Temporal dev server (${binary.path}) did not start: ${reason}\n${server.tail()}`, {
      cause: error,
    });
  }
  return {
    address,
    namespace,
    binary,
    ...(server.pid !== undefined && { pid: server.pid }),
    ...(uiPort !== false && { uiUrl: `http://127.0.0.1:${uiPort}` }),
    stop: () => server.stop(stopGraceMs),
  };
}
