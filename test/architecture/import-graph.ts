import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** What each file imports, by paths such as `src/contract/run-job.ts`; types count. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

const imported = /(?:\bfrom|\bimport|\bimport\()\s*'(\.\.?\/[^']*)'/g;

/** The imports between the files below `src`. */
export function readImportGraph(root: string): ImportGraph {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((path) => `src/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts'));
  return importGraph(new Map(files.map((path) => [path, readFileSync(join(root, path), 'utf8')])));
}

/** The imports between sources; what they import from elsewhere is left out. */
export function importGraph(sources: ReadonlyMap<string, string>): ImportGraph {
  const targetsOf = (path: string, source: string): string[] =>
    [...source.matchAll(imported)]
      .map(([, specifier = '']) => normalize(join(dirname(path), specifier)).replace(/\.js$/, '.ts'))
      .filter((target) => sources.has(target));
  return new Map([...sources].map(([path, source]) => [path, [...new Set(targetsOf(path, source))]]));
}

/** Circles of files, and in each folder circles of what it holds: its files and its folders, each as one. */
export function circles(graph: ImportGraph): string[] {
  const folders = new Set(['']);
  for (const file of graph.keys())
    for (let folder = dirname(file); folder !== '.'; folder = dirname(folder)) folders.add(folder);
  const found = new Set(stronglyConnected(graph).map((files) => describe('files', files)));
  for (const folder of folders) {
    const prefix = folder === '' ? '' : `${folder}/`;
    const partOf = (file: string): string | undefined =>
      file.startsWith(prefix) ? file.slice(prefix.length).split('/')[0] : undefined;
    const parts = new Map<string, string[]>();
    for (const [file, targets] of graph) {
      const part = partOf(file);
      if (part === undefined) continue;
      const others = targets.map(partOf).filter((other) => other !== undefined && other !== part) as string[];
      parts.set(part, [...(parts.get(part) ?? []), ...others]);
    }
    for (const members of stronglyConnected(parts)) found.add(describe(folder === '' ? 'folders' : folder, members));
  }
  return [...found];
}

const describe = (where: string, members: string[]): string => `${where}: ${members.sort().join(' ⇄ ')}`;

/** A folder, and the folders from which its files may import; `undefined`: from anywhere. */
export type ImportRules = ReadonlyMap<string, readonly string[] | undefined>;

/** Imports that the rules do not allow. A file belongs to the deepest folder that has a rule. */
export function forbiddenImports(graph: ImportGraph, rules: ImportRules): string[] {
  const ruled = [...rules.keys()].sort((left, right) => right.length - left.length);
  const folderOf = (file: string): string => ruled.find((folder) => file.startsWith(`${folder}/`)) ?? dirname(file);
  return [...graph].flatMap(([file, targets]) => {
    const folder = folderOf(file);
    const allowed = rules.has(folder) ? rules.get(folder) : [];
    if (allowed === undefined) return [];
    return targets
      .filter((target) => folderOf(target) !== folder && !allowed.includes(folderOf(target)))
      .map((target) => `${file} → ${target}`);
  });
}

/** Sets of nodes that all lead to each other (Tarjan), of two and more. */
function stronglyConnected(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const numbers = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (node: string): number => {
    const number = numbers.size;
    numbers.set(node, number);
    stack.push(node);
    let low = number;
    for (const next of graph.get(node) ?? []) {
      if (!numbers.has(next)) low = Math.min(low, visit(next));
      else if (stack.includes(next)) low = Math.min(low, numbers.get(next) ?? low);
    }
    lowest.set(node, low);
    if (low === number) {
      const members = stack.splice(stack.indexOf(node));
      if (members.length > 1) found.push(members);
    }
    return low;
  };
  for (const node of graph.keys()) if (!numbers.has(node)) visit(node);
  return found;
}
