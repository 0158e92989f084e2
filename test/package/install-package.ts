import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** What a fresh clone does not have, or what packing does not need. */
const left = new Set(['node_modules', 'dist', 'dist-tools', 'coverage', 'data', 'test', '.git']);

/** Runs a command in a folder; a failure says what the command wrote. */
export async function run(folder: string, command: string, ...args: string[]): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(command, args, { cwd: folder, maxBuffer: 2 ** 26 });
    return stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}\n${stderr}`, { cause: error });
  }
}

/** Packs a copy of this checkout that has never been built; returns the archive and the paths in it. */
export async function packFreshClone(folder: string): Promise<{ archive: string; files: string[] }> {
  const clone = join(folder, 'clone');
  await mkdir(clone);
  for (const name of await readdir(root))
    if (!left.has(name)) await cp(join(root, name), join(clone, name), { recursive: true });
  await symlink(join(root, 'node_modules'), join(clone, 'node_modules'));
  await run(clone, 'npm', 'pack', '--silent', '--pack-destination', folder);
  const archive = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (archive === undefined) throw new Error('npm pack made no archive');
  const list = await run(folder, 'tar', '-tzf', archive);
  const files = list
    .trim()
    .split('\n')
    .map((path) => path.replace(/^package\//, ''));
  return { archive: join(folder, archive), files };
}

/**
 * Installs an archive into a project as npm would, without the network: its dependencies, and what the project wants
 * besides, are links to what this checkout has installed. What the package does not declare is not found.
 */
export async function installInto(project: string, archive: string, besides: readonly string[]): Promise<void> {
  const modules = join(project, 'node_modules');
  const installed = join(modules, 'temporal-rpa');
  await mkdir(installed, { recursive: true });
  await run(installed, 'tar', '-xzf', archive, '--strip-components', '1');
  const description = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  for (const name of new Set([...Object.keys(description.dependencies), ...besides])) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(join(root, 'node_modules', name), join(modules, name));
  }
}

/** A TypeScript project of somebody else, with the example of the test kit as its code. */
export async function createProject(folder: string): Promise<string> {
  const project = join(folder, 'project');
  await cp(join(root, 'examples/test-kit'), project, { recursive: true });
  await cp(fileURLToPath(new URL('project', import.meta.url)), project, { recursive: true });
  await writeFile(join(project, 'package.json'), JSON.stringify({ name: 'project', private: true, type: 'module' }));
  return project;
}

/** How TypeScript is told to find packages, by the names of `moduleResolution`. */
export const resolutions = {
  node16: { module: 'node20', moduleResolution: 'node16' },
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
} as const;

/** Type-checks a project as strictly as there is, the declarations of packages included; writes JavaScript for node16. */
export async function compile(project: string, resolution: keyof typeof resolutions): Promise<void> {
  const compilerOptions = {
    target: 'es2022',
    ...resolutions[resolution],
    types: ['node'],
    strict: true,
    noUncheckedIndexedAccess: true,
    resolveJsonModule: true,
    ...(resolution === 'node16' ? { outDir: 'out' } : { noEmit: true }),
  };
  const file = `tsconfig.${resolution}.json`;
  await writeFile(join(project, file), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
  await run(project, process.execPath, 'node_modules/typescript/bin/tsc', '-p', file);
}
