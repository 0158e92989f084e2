import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { ConfigurationError, type Fault, loadConfiguration } from '../../../src/config/index.js';

const root = fileURLToPath(new URL('.', import.meta.url));

/** One configuration of the corpus: variables of the environment and the text of a file. */
export interface CorpusCase {
  name: string;
  environment: Record<string, string>;
  file?: string;
  /** Whether the file alone shows a fault, so that `schemas/rpa.json` refuses it. */
  seenInFile?: boolean;
  /** What the loader gives: settings of an accepted case, faults of a refused one. */
  expected: unknown;
}

/** The cases of one kind, with `$FILES` in place of the folder of the files that they name. */
export function corpusOf(kind: 'accepted' | 'refused'): CorpusCase[] {
  const folder = join(root, kind);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file): CorpusCase => {
      const name = file.replace('.yaml', '');
      const expectation = join(folder, `${name}.json`);
      const given = parse(readFileSync(join(folder, file), 'utf8')) as Omit<CorpusCase, 'name' | 'expected'>;
      const expected: unknown = existsSync(expectation) ? JSON.parse(readFileSync(expectation, 'utf8')) : undefined;
      return { name, ...given, expected };
    });
}

/** Text with the real folder of the files. */
export const withFiles = (text: string): string => text.replaceAll('$FILES', join(root, 'files'));

/** What the loader makes of a case, as JSON without paths of this machine: its settings, or its faults, sorted. */
export function outcomeOf({ environment, file }: CorpusCase): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'temporal-rpa-corpus-'));
  try {
    const variables = Object.fromEntries(Object.entries(environment).map(([name, text]) => [name, withFiles(text)]));
    const path = join(folder, 'rpa.yaml');
    if (file !== undefined) {
      writeFileSync(path, withFiles(file));
      variables.RPA_CONFIG = path;
    }
    const json = JSON.stringify(load(variables));
    return JSON.parse(
      json
        .replaceAll(`${folder}/`, '')
        .replaceAll(join(root, 'files'), '$FILES')
        .replaceAll(process.cwd(), '$CWD')
        .replaceAll(JSON.stringify(readFileSync(join(root, 'files/ca.pem'), 'utf8')), '"$CA"'),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function load(variables: Record<string, string>): unknown {
  try {
    return loadConfiguration(variables);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return [...error.faults].map(inOrder).sort((left, right) => (textOf(left) < textOf(right) ? -1 : 1));
  }
}

const inOrder = ({ option, variable, place, message, remedy }: Fault): Fault => ({
  option,
  ...(variable !== undefined && { variable }),
  ...(place !== undefined && { place }),
  message,
  // The order of the keys that a place knows says nothing.
  remedy: remedy.replace(/(?<=^Known keys: ).*(?=\.$)/, (names) => names.split(', ').sort().join(', ')),
});

const textOf = (fault: Fault): string => JSON.stringify(fault);
