import { resolve } from 'node:path';
import type { z } from 'zod';
import type { ChainDefinition } from '../contract/chain/definition.js';
import { checkDraft } from './check-draft.js';
import type { ChainSource } from './chains/load-chains.js';
import type { Configuration } from './configuration.js';
import { Draft, isTree } from './draft.js';
import { Faults } from './faults.js';
import { options } from './options.js';
import type { configurationSchema } from './settings.js';
import { addDefaultDestination, settleTypes } from './settle-types.js';

/** A configuration in code: the keys of the YAML file, with secrets as they are. */
export interface ConfigurationDefinition extends Omit<z.input<typeof configurationSchema>, 'chains'> {
  /** Chains that runs may name: the chains, or the folder with their files. */
  chains?: string | readonly ChainDefinition[] | undefined;
  /** What relative paths are relative to. Default: the working directory. */
  baseDirectory?: string | undefined;
}

/** Makes a configuration in code; neither environment nor file is read. Throws a ConfigurationError with all faults. */
export function defineConfiguration({
  chains,
  baseDirectory = process.cwd(),
  ...definition
}: ConfigurationDefinition): Configuration {
  const faults = new Faults();
  const draft = new Draft(copyOf(definition) as Record<string, unknown>);
  settleTypes(draft, faults);
  addDefaultDestination(draft);
  for (const option of options.filter(({ facts }) => facts.path))
    for (const path of draft.pathsOf(option)) {
      const given = draft.get(path);
      if (typeof given === 'string') draft.set(path, resolve(baseDirectory, given));
    }
  const source = chainSource(chains, baseDirectory);
  return checkDraft(draft, source, { faults, warnings: [], writing: 'code' });
}

function chainSource(chains: ConfigurationDefinition['chains'], baseDirectory: string): ChainSource | undefined {
  if (chains === undefined) return undefined;
  const origin = { option: 'chains' };
  return typeof chains === 'string'
    ? { folder: resolve(baseDirectory, chains), origin }
    : { chains: chains.map((chain) => copyOf(chain) as ChainDefinition), origin };
}

/** Copies the caller's object, because the copy is changed and then frozen. */
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isTree(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, held]) => (held === undefined ? [] : [[key, copyOf(held)]])),
  );
}
