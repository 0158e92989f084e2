import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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

const workflowsPath = fileURLToPath(new URL('../src/workflows/index.ts', import.meta.url));

/** What is dear and can be shared: the server and the bundle of workflow code, once for all test files. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'temporal-rpa-test-'));
  const [server, workflowBundlePath, testServerPath] = await Promise.all([
    startTemporal({ uiPort: false, searchAttributes, log: report }),
    bundleWorkflows(folder),
    findTestServer({ log: report }),
  ]);
  project.provide('temporalAddress', server.address);
  project.provide('temporalNamespace', server.namespace);
  project.provide('workflowBundlePath', workflowBundlePath);
  project.provide('testServerPath', testServerPath);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

async function bundleWorkflows(folder: string): Promise<string> {
  const path = join(folder, 'workflow-bundle.js');
  if (!existsSync(workflowsPath)) return path;
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') });
  await writeFile(path, code);
  return path;
}

/** Of the server's own lines only those that tell of a download matter to who waits for the tests. */
function report(line: string): void {
  if (line.startsWith('Looking for')) process.stdout.write(`${line}\n`);
}
