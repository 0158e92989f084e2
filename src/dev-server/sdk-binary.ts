import { access, constants, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runCommand } from './run-command.js';

const downloadTimeoutMs = 120_000;
const testingPackage = '@temporalio/testing';

/** The servers that the SDK downloads: the real one for development, and the one for tests, which skips time. */
export type SdkServer = 'dev' | 'test';
const servers = {
  dev: { create: 'createLocal', file: 'temporal-sdk-typescript' },
  test: { create: 'createTimeSkipping', file: 'temporal-test-server-sdk-typescript' },
} as const satisfies Record<SdkServer, object>;

/**
 * Runs in a process of its own: starting a server through the SDK installs its runtime, which a process can do only
 * once and which the worker wants to configure itself.
 */
const downloadScript = `
const [url, downloadDir, create] = process.argv.slice(1);
const testing = await import(url);
const { TestWorkflowEnvironment } = testing.default ?? testing;
try {
  const server = { executable: { type: 'cached-download', downloadDir } };
  await (await TestWorkflowEnvironment[create]({ server })).teardown();
} catch (error) {
  console.error(String(error?.message ?? error).replaceAll('\\n', ' '));
  process.exit(1);
}`;

/** The binary that the SDK left in our cache by an earlier download; undefined if there is none. */
export async function cachedSdkBinary(server: SdkServer, cache: string): Promise<string | undefined> {
  const version = testingVersion();
  if (version === undefined) return undefined;
  const path = join(sdkFolder(cache), `${servers[server].file}-${version}`);
  try {
    await access(path, constants.X_OK);
    return path;
  } catch {
    return undefined;
  }
}

/** Lets the SDK download the server that fits it. Fails in well under a second where its host cannot be reached. */
export async function fetchSdkBinary(
  server: SdkServer,
  cache: string,
  environment: NodeJS.ProcessEnv,
): Promise<string> {
  if (testingVersion() === undefined) throw new Error(`the package ${testingPackage} is not installed`);
  const folder = sdkFolder(cache);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const url = pathToFileURL(createRequire(import.meta.url).resolve(testingPackage)).href;
  const given = [url, folder, servers[server].create];
  await runCommand(process.execPath, ['--input-type=module', '--eval', downloadScript, ...given], {
    environment,
    timeoutMs: downloadTimeoutMs,
  });
  const path = await cachedSdkBinary(server, cache);
  if (path === undefined) throw new Error(`the SDK downloaded a server, but not to ${folder}`);
  return path;
}

function sdkFolder(cache: string): string {
  return join(cache, 'sdk');
}

/** The testing package is needed for this route alone, so it is not a dependency of the program. */
function testingVersion(): string | undefined {
  try {
    const description = createRequire(import.meta.url)(`${testingPackage}/package.json`) as { version: string };
    return description.version;
  } catch {
    return undefined;
  }
}
