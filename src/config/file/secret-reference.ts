import { isMap, isScalar, type Node } from 'yaml';
import type { FileSection } from './file-section.js';
import type { Environment } from '../environment.js';
import type { Faults, Given } from '../faults.js';
import { readSecretFile } from '../read-secret-file.js';

const howToWrite = 'Write {env: NAME_OF_A_VARIABLE} or {file: /path/of/a/file}';

/** A secret that the file refers to. It must not stand in the file, and what stands there is never repeated. */
export function secretOf(
  section: FileSection,
  key: string,
  environment: Environment,
  faults: Faults,
): Given<string> | undefined {
  const node = section.node(key);
  if (node === undefined) return undefined;
  const origin = section.originOf(key, node);
  const reference = referenceOf(node);
  const refuse = (variable: string | undefined, message: string, remedy: string): Given<string> => {
    faults.add({ ...origin, ...(variable !== undefined && { variable }) }, message, remedy);
    return { value: undefined, origin };
  };
  if (reference === undefined)
    return refuse(undefined, 'is a secret and must be a reference, not a value', `${howToWrite}.`);
  if (reference.kind === 'file') {
    const read = readSecretFile(reference.target);
    if (read.value !== undefined) return { value: read.value, origin };
    return refuse(undefined, read.reason, 'Name a file that this process may read and that holds the secret alone.');
  }
  // What is not written like a variable may be the secret itself.
  if (!/^[A-Z][A-Z0-9_]*$/.test(reference.target))
    return refuse(undefined, 'does not name a variable', `${howToWrite}; variables are in capitals here.`);
  const value = environment.raw(reference.target);
  return value === undefined
    ? refuse(reference.target, 'refers to a variable that is not set', `Set ${reference.target}.`)
    : { value, origin };
}

function referenceOf(node: Node): { kind: 'env' | 'file'; target: string } | undefined {
  if (!isMap(node) || node.items.length !== 1) return undefined;
  const [pair] = node.items;
  const kind = isScalar(pair?.key) ? pair.key.value : undefined;
  const target = isScalar(pair?.value) ? pair.value.value : undefined;
  if ((kind !== 'env' && kind !== 'file') || typeof target !== 'string' || target === '') return undefined;
  return { kind, target };
}
