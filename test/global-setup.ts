import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProvidedContext } from 'vitest';
import type { TestProject } from 'vitest/node';
import { searchAttributes } from '../src/contract/search-attributes.js';
import { findTestServer, startTemporal } from '../src/dev-server/index.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** `host:port` of the one Temporal server of this run; it has our search attributes. */
    temporalAddress: string;
    /** Namespace of that server to use. */
    temporalNamespace: string;
    /** File with the bundled workflow code: `workflowBundle: { codePath }` of a worker. */
    workflowBundlePath: string;
    /** Temporal's test server, which skips time. */
    testServerPath: string;
  }
}

const sources = fileURLToPath(new URL('../src', import.meta.url));
const workflowsPath = join(sources, 'workflows/index.ts');
const lockFile = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const built = fileURLToPath(new URL('../dist/workflow-bundle.js', import.meta.url));

interface Shared {
  provided: ProvidedContext;
  stop: () => Promise<void>;
  users: number;
}

/** Each project calls `setup` with a copy of this module of its own, so what they share is kept by the process. */
const kept = globalThis as { temporalRpaTests?: Promise<Shared> };

/** What is expensive and can be shared: the server and the bundle of workflow code, once for all test files. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const shared = await (kept.temporalRpaTests ??= start());
  shared.users += 1;
  for (const name of Object.keys(shared.provided) as (keyof ProvidedContext)[])
    project.provide(name, shared.provided[name]);
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    delete kept.temporalRpaTests;
    await shared.stop();
  };
}

async function start(): Promise<Shared> {
  const folder = await mkdtemp(join(tmpdir(), 'temporal-rpa-test-'));
  const [server, workflowBundlePath, testServerPath] = await Promise.all([
    startTemporal({ uiPort: false, searchAttributes, log: report }),
    bundleWorkflows(folder),
    findTestServer({ log: report }),
  ]);
  return {
    provided: {
      temporalAddress: server.address,
      temporalNamespace: server.namespace,
      workflowBundlePath,
      testServerPath,
    },
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
    users: 0,
  };
}

/** The bundle of the build, unless the sources or the dependencies have changed since. */
async function bundleWorkflows(folder: string): Promise<string> {
  if (existsSync(built) && (await stat(built)).mtimeMs > (await lastChangeMs())) return built;
  const path = join(folder, 'workflow-bundle.js');
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') });
  await writeFile(path, code);
  return path;
}

/** When a source was last written, added or removed, or a dependency locked. */
async function lastChangeMs(): Promise<number> {
  const entries = await readdir(sources, { recursive: true });
  const paths = [sources, ...entries.map((path) => join(sources, path)), lockFile];
  const changes = await Promise.all(paths.map((path) => stat(path)));
  return Math.max(...changes.map(({ mtimeMs }) => mtimeMs));
}

/** Of the server's own lines only those that tell of a download matter to who waits for the tests. */
function report(line: string): void {
  if (line.startsWith('Looking for')) process.stdout.write(`${line}\n`);
}
