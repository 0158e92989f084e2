import { readFileSync } from 'node:fs';
import { type Document, isAlias, isMap, isScalar, LineCounter, type Node, parseDocument, YAMLMap } from 'yaml';
import { errorCode } from '../../shared/error-code.js';
import { Draft, type Path } from '../draft.js';
import type { Faults } from '../faults.js';

const option = 'configuration file';

/** Reads the YAML file; undefined if it cannot be read, which adds a fault. */
export function readFile(path: string, faults: Faults): Draft | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const origin = { option, variable: 'RPA_CONFIG' };
    faults.add(
      origin,
      `names a file that cannot be read (${errorCode(error)})`,
      'Name a YAML file that this process may read, or unset RPA_CONFIG.',
    );
    return undefined;
  }
  const lines = new LineCounter();
  const placeAt = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${path}:${line}:${col}`;
  };
  // The library's pretty errors quote the line, which may hold a secret.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  for (const { code, pos } of document.errors) {
    const origin = { option, variable: 'RPA_CONFIG', place: placeAt(pos[0]) };
    faults.add(origin, `is invalid YAML (${code})`, 'Fix the file at that position.');
  }
  if (document.errors.length > 0) return undefined;
  const top = document.contents ?? new YAMLMap();
  if (isMap(top)) return draftOf(document, top, placeAt);
  const origin = { option, variable: 'RPA_CONFIG', place: `${path}:1:1` };
  faults.add(origin, 'is not a mapping', 'Begin it with a key such as connections.');
  return undefined;
}

/** Mappings as objects, and each value as its literal text: `0012` may be an ID. */
function draftOf(document: Document, top: YAMLMap, placeAt: (offset: number) => string): Draft {
  const located: [Path, string, string][] = [];
  const placeOf = (node: unknown): string => placeAt((node as Node | null)?.range?.[0] ?? 0);
  const treeOf = (map: YAMLMap, path: Path, above: readonly YAMLMap[]): Record<string, unknown> =>
    Object.fromEntries(
      map.items.map(({ key, value }) => {
        const name = isScalar(key) ? String(key.value) : '';
        const below = [...path, name];
        const node = isAlias(value) ? (value.resolve(document) ?? value) : (value as Node | null);
        located.push([below, placeOf(node ?? map), placeOf(key)]);
        // A mapping may hold itself, by an alias.
        const isTree = isMap(node) && !above.includes(node);
        return [name, isTree ? treeOf(node, below, [...above, node]) : textOf(node)];
      }),
    );
  const draft = new Draft(treeOf(top, [], [top]));
  for (const [path, place, keyPlace] of located) draft.locate(path, place, keyPlace);
  return draft;
}

/** Null if the value is not text, such as an empty value or a list. */
function textOf(node: unknown): string | null {
  if (!isScalar(node) || node.value === null || node.value === '') return null;
  return typeof node.value === 'string' ? node.value : (node.source ?? null);
}
