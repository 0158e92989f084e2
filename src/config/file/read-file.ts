import { readFileSync } from 'node:fs';
import { isMap, LineCounter, parseDocument, YAMLMap } from 'yaml';
import { FileSection } from './file-section.js';
import type { Faults } from '../faults.js';
import { errorCode } from '../read-secret-file.js';

const option = 'configuration file';

/** The top mapping of the YAML file; undefined when it could not be read, which is a fault then. */
export function readFile(path: string, faults: Faults): FileSection | undefined {
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
  // The library's pretty errors quote the line, which may hold a secret.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  for (const { code, pos } of document.errors) {
    const { line, col } = lines.linePos(pos[0]);
    const place = `${path}:${line}:${col}`;
    faults.add({ option, variable: 'RPA_CONFIG', place }, `is not YAML here (${code})`, 'Mend the file at that place.');
  }
  if (document.errors.length > 0) return undefined;
  const top = document.contents ?? new YAMLMap();
  if (isMap(top)) return new FileSection({ path, document, lines, faults }, top, '');
  const origin = { option, variable: 'RPA_CONFIG', place: `${path}:1:1` };
  faults.add(origin, 'is not a mapping', 'Begin it with a key such as connections.');
  return undefined;
}
