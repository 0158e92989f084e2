import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';

const workflowsPath = fileURLToPath(new URL('../../src/workflows/index.ts', import.meta.url));
const notForWorkflows =
  /node_modules\/(@temporalio\/(client|worker|activity|envconfig)|undici|pino|@aws-sdk|jsonata|yaml)\//;

interface Bundle {
  /** Paths of the modules in it. */
  modules: string[];
  /** Why it could not be made: a module that the SDK itself refuses, such as a Node builtin. */
  fault?: string;
}

async function bundleOf(path: string): Promise<Bundle> {
  const modules: string[] = [];
  const said: string[] = [];
  try {
    await bundleWorkflowCode({
      workflowsPath: path,
      logger: new DefaultLogger('ERROR', ({ message }) => said.push(message)),
      webpackConfigHook: (config) => ({
        ...config,
        plugins: [
          ...(config.plugins ?? []),
          (compiler) =>
            compiler.hooks.done.tap('modules', ({ compilation }) => {
              for (const module of compilation.modules) modules.push(module.identifier());
            }),
        ],
      }),
    });
    return { modules };
  } catch (error) {
    return { modules, fault: [...said, String(error)].join('\n') };
  }
}

const forbiddenIn = ({ modules }: Bundle): string[] => modules.filter((path) => notForWorkflows.test(path));

it('bundles the workflows without a Node builtin, a client, or what evaluates expressions', async () => {
  const bundle = await bundleOf(workflowsPath);
  expect(bundle.fault).toBeUndefined();
  expect(bundle.modules.some((path) => path.endsWith('src/workflows/run-job/workflow.ts'))).toBe(true);
  expect(forbiddenIn(bundle)).toEqual([]);
});

it.each(['@temporalio/client', 'undici', 'jsonata', 'node:fs'])('would tell of %s', async (name) => {
  const folder = mkdtempSync(fileURLToPath(new URL('bundle-', import.meta.url)));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'workflows.ts');
  writeFileSync(path, `import * as wrong from '${name}';\nexport const used = (): unknown => wrong;\n`);
  const bundle = await bundleOf(path);
  const told = [bundle.fault ?? '', ...forbiddenIn(bundle)].join('\n');
  expect(told).toContain(name.replace('node:', ''));
});
