import type { Environment } from '../environment.js';
import { type Draft, isTree, type Path } from '../draft.js';
import type { Faults } from '../faults.js';
import { readSecretFile } from '../read-secret-file.js';
import type { Option } from '../../shared/settings/options-of.js';

const howToWrite = 'Write {env: NAME_OF_A_VARIABLE} or {file: /path/of/a/file}';

/** Replaces references with their secrets. The file must not contain secrets, and no message repeats its values. */
export function resolveSecrets(
  draft: Draft,
  options: readonly Option[],
  environment: Environment,
  faults: Faults,
): void {
  for (const option of options) {
    const { secret } = option.facts;
    if (secret === undefined) continue;
    for (const path of draft.pathsOf(option)) {
      if (secret === 'passwordInUrl' && !isTree(draft.get(path))) checkPassword(draft, path, faults);
      else resolveSecret(draft, path, environment, faults);
    }
  }
}

/** The file may contain a URL without a password. */
function checkPassword(draft: Draft, path: Path, faults: Faults): void {
  const url = draft.get(path);
  if (typeof url !== 'string' || !URL.canParse(url) || new URL(url).password === '') return;
  faults.add(draft.originOf(path), 'holds a password', `${howToWrite} and put the URL there.`);
  draft.refuse(path);
}

function resolveSecret(draft: Draft, path: Path, environment: Environment, faults: Faults): void {
  const { place, option } = draft.originOf(path);
  const origin = { option, ...(place !== undefined && { place }) };
  const refuse = (message: string, remedy: string, variable?: string): void => {
    faults.add({ ...origin, ...(variable !== undefined && { variable }) }, message, remedy);
    draft.refuse(path);
  };
  const reference = referenceOf(draft.get(path));
  if (reference === undefined) {
    refuse('is a secret and must be a reference, not a value', `${howToWrite}.`);
    return;
  }
  const { kind, target } = reference;
  if (kind === 'file') {
    const read = readSecretFile(target);
    if (read.value === undefined)
      refuse(read.reason, 'Name a file that this process may read and that holds the secret alone.');
    else draft.set(path, read.value, origin);
    return;
  }
  // A text that does not look like a variable name may be the secret itself.
  if (!/^[A-Z][A-Z0-9_]*$/.test(target)) {
    refuse('does not name a variable', `${howToWrite}; variable names are in capitals.`);
    return;
  }
  const value = environment.raw(target);
  if (value === undefined) refuse('refers to a variable that is not set', `Set ${target}.`, target);
  else draft.set(path, value, origin);
}

function referenceOf(given: unknown): { kind: 'env' | 'file'; target: string } | undefined {
  if (!isTree(given)) return undefined;
  const [[kind, target] = [], ...more] = Object.entries(given);
  if (more.length > 0 || (kind !== 'env' && kind !== 'file')) return undefined;
  return typeof target === 'string' && target !== '' ? { kind, target } : undefined;
}
