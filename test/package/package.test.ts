import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile, createProject, installInto, packFreshClone, run } from './install-package.js';

interface Description {
  exports: Record<string, string | { types: string; default: string }>;
  bin: Record<string, string>;
}

const besides = ['typescript', 'vitest', '@types/node'];

describe('the package, packed from a clone that was never built', () => {
  let folder: string;
  let project: string;
  let files: string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'temporal-rpa-package-'));
    const packed = await packFreshClone(folder);
    files = packed.files;
    project = await createProject(folder);
    await installInto(project, packed.archive, besides);
  }, 600_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('holds what package.json promises, the bundle of workflow code, and nothing else than it needs', async () => {
    const path = fileURLToPath(new URL('../../package.json', import.meta.url));
    const { exports, bin } = JSON.parse(await readFile(path, 'utf8')) as Description;
    const promised = [...Object.values(exports), ...Object.values(bin)]
      .flatMap((entry) => (typeof entry === 'string' ? [entry] : [entry.types, entry.default]))
      .map((file) => file.replace(/^\.\//, ''))
      .filter((file) => !file.includes('*'));
    for (const file of [...promised, 'dist/workflow-bundle.js', 'dist/worker.js', 'schemas/chain.json', 'LICENSE'])
      expect(files).toContain(file);
    const roots = new Set(files.map((file) => file.split('/')[0]));
    expect([...roots].sort()).toEqual(['LICENSE', 'README.md', 'dist', 'docs', 'package.json', 'schemas']);
    expect(files.filter((file) => /\.test\.|^dist\/demo\//.test(file))).toEqual([]);
  });

  it('has types that a project checks with moduleResolution bundler', async () => {
    await compile(project, 'bundler');
  }, 600_000);

  it('has types that a project checks with node16, and runs chain, workflow and activity from compiled code', async () => {
    await compile(project, 'node16');
    for (const name of ['chains', 'robots.yaml'])
      await cp(join(project, name), join(project, 'out', name), { recursive: true });
    expect(await run(project, process.execPath, 'out/without-runner.js')).toBe('both ran\n');
  }, 600_000);

  it("runs a team's chain, workflow and activity in a test of vitest", async () => {
    const written = await run(project, process.execPath, 'node_modules/vitest/vitest.mjs', 'run');
    expect(written).toMatch(/2 passed/);
  }, 600_000);

  it('has a command that starts', async () => {
    const main = 'node_modules/temporal-rpa/dist/cli/main.js';
    expect(await run(project, process.execPath, main, '--help')).toContain('temporal-rpa');
  });
});
