import { QueryError } from './query-error.js';
import { splitOutside } from './split-outside.js';

/** One navigation property to write out, and what of it. */
export interface Expand {
  readonly path: string;
  readonly select: readonly string[];
  readonly expand: readonly Expand[];
}

const maximumDepth = 2;

/** Reads a $expand: `Robot,Release($select=Key,Name;$expand=EntryPoint)`. */
export function readExpand(text: string | undefined, depth = 1): Expand[] {
  return splitOutside(text, ',').map((item) => {
    const match = /^(\w+)(?:\((.*)\))?$/s.exec(item);
    if (match?.[1] === undefined) throw new QueryError(`Syntax error in $expand '${item}'.`);
    if (depth > maximumDepth) {
      throw new QueryError(`The request includes a $expand path which is too deep. The limit is ${maximumDepth}.`);
    }
    return { path: match[1], ...readNested(match[2], depth) };
  });
}

function readNested(text: string | undefined, depth: number): Pick<Expand, 'select' | 'expand'> {
  const options = new Map<string, string>();
  for (const option of splitOutside(text, ';')) {
    const [, name = '', value = ''] = /^(\$\w+)\s*=(.*)$/s.exec(option) ?? [];
    if (!['$select', '$expand'].includes(name.toLowerCase())) {
      throw new QueryError(`The option '${option}' is not supported in $expand.`);
    }
    options.set(name.toLowerCase(), value.trim());
  }
  return { select: splitOutside(options.get('$select'), ','), expand: readExpand(options.get('$expand'), depth + 1) };
}
