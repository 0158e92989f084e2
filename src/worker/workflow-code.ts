import { bundleWorkflowCode, DefaultLogger, type WorkerOptions } from '@temporalio/worker';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Configuration } from '../config/index.js';

type WorkflowCode = Pick<WorkerOptions, 'workflowBundle' | 'workflowsPath'>;

/** The folder `node_modules` that this package uses. */
const packages = resolve(createRequire(import.meta.url).resolve('@temporalio/workflow'), '../../../..');
const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const ours = fileURLToPath(new URL(`../workflows/index.${extension}`, import.meta.url));
const built = fileURLToPath(new URL('../workflow-bundle.js', import.meta.url));

/** The bundle of the build; with a team's own code, one made now; from sources, in development, bundled by the SDK. */
export async function workflowCode(
  configuration: Pick<Configuration, 'workflowBundlePath' | 'workflowsPath'>,
): Promise<WorkflowCode> {
  const { workflowBundlePath, workflowsPath } = configuration;
  if (workflowsPath !== undefined) return { workflowBundle: await bundled(workflowsPath) };
  const codePath = workflowBundlePath ?? (existsSync(built) ? built : undefined);
  return codePath === undefined ? { workflowsPath: ours } : { workflowBundle: { codePath } };
}

const bundles = new Map<string, Promise<{ code: string }>>();

/** Bundled once in a process: the same code for each worker of it. */
function bundled(theirs: string): Promise<{ code: string }> {
  const bundle = bundles.get(theirs) ?? bundleWith(theirs);
  bundles.set(theirs, bundle);
  return bundle;
}

/** One bundle of our workflows and the team's. */
async function bundleWith(theirs: string): Promise<{ code: string }> {
  const said: string[] = [];
  const logger = new DefaultLogger('ERROR', ({ message }) => said.push(message));
  const folder = await mkdtemp(join(tmpdir(), 'temporal-rpa-workflows-'));
  try {
    const entry = join(folder, 'workflows.js');
    await writeFile(entry, [ours, theirs].map((path) => `export * from ${JSON.stringify(path)};\n`).join(''));
    const { code } = await bundleWorkflowCode({
      workflowsPath: entry,
      logger,
      // The entry is in a temporary folder, from where the SDK would not be found.
      webpackConfigHook: (config) => ({
        ...config,
        resolve: { ...config.resolve, modules: ['node_modules', packages] },
      }),
    });
    return { code };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The workflow code ${theirs} cannot be bundled: ${[reason, ...said].join('\n')}`, { cause: error });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
