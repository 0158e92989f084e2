import { checkDraft } from './check-draft.js';
import type { Configuration } from './configuration.js';
import { Draft } from './draft.js';
import { Environment } from './environment.js';
import { Faults } from './faults.js';
import { readFile } from './file/read-file.js';
import { resolveSecrets } from './file/secret-reference.js';
import { mistypedVariables } from './mistyped-variables.js';
import { options } from './options.js';
import { overlayEnvironment } from './overlay-environment.js';
import { addDefaultDestination, settleTypes } from './settle-types.js';

/**
 * Reads the environment and the file that RPA_CONFIG names; the environment wins. This is the only place of the
 * program that reads either. Throws a ConfigurationError that holds all faults at once.
 */
export function loadConfiguration(values: NodeJS.ProcessEnv): Configuration {
  const faults = new Faults();
  const environment = new Environment(values, faults);
  const path = environment.raw('RPA_CONFIG');
  const draft = (path === undefined ? undefined : readFile(path, faults)) ?? new Draft();
  settleTypes(draft, faults);
  resolveSecrets(draft, options, environment, faults);
  overlayEnvironment(draft, environment, faults);
  addDefaultDestination(draft);
  const folder = draft.get(['chains']);
  const chains = typeof folder === 'string' ? { folder, origin: draft.originOf(['chains']) } : undefined;
  return checkDraft(draft, chains, { faults, warnings: mistypedVariables(values), writing: 'file' });
}
