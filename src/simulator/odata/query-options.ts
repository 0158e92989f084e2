import { readExpand, type Expand } from './expand.js';
import { QueryError } from './query-error.js';
import { splitOutside } from './split-outside.js';

export const maximumTop = 1000;

/** The system query options of one request, read but not yet held against an entity type. */
export interface QueryOptions {
  readonly filter?: string;
  readonly select: readonly string[];
  readonly orderBy: readonly { readonly path: string; readonly descending: boolean }[];
  readonly expand: readonly Expand[];
  readonly top?: number;
  readonly skip: number;
  readonly count: boolean;
}

const known = ['$filter', '$select', '$orderby', '$expand', '$top', '$skip', '$count'];

/** Reads `$…` options, names in any case; other parameters are ignored, unknown options refused. */
export function readQueryOptions(query: URLSearchParams): QueryOptions {
  const options = new Map<string, string>();
  for (const [name, value] of query) {
    if (!name.startsWith('$')) continue;
    const option = name.toLowerCase();
    if (!known.includes(option)) throw new QueryError(`The query parameter '${name}' is not supported.`);
    if (options.has(option)) throw new QueryError(`Query option '${name}' was specified more than once.`);
    options.set(option, value.trim());
  }
  const filter = options.get('$filter');
  const top = readInteger('$top', options.get('$top'), maximumTop);
  return {
    ...(filter === undefined ? {} : { filter }),
    ...(top === undefined ? {} : { top }),
    skip: readInteger('$skip', options.get('$skip'), Number.MAX_SAFE_INTEGER) ?? 0,
    count: readCount(options.get('$count')),
    select: splitOutside(options.get('$select'), ','),
    orderBy: readOrderBy(options.get('$orderby')),
    expand: readExpand(options.get('$expand')),
  };
}

function readInteger(name: string, text: string | undefined, maximum: number): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw new QueryError(`Invalid value '${text}' for ${name} query option found.`);
  const value = Number(text);
  if (value > maximum) {
    throw new QueryError(`The limit of '${maximum}' for ${name} query has been exceeded. The value is '${value}'.`);
  }
  return value;
}

function readCount(text: string | undefined): boolean {
  if (text === undefined) return false;
  const value = text.toLowerCase();
  if (value !== 'true' && value !== 'false') throw new QueryError(`Invalid value '${text}' for $count query option.`);
  return value === 'true';
}

function readOrderBy(text: string | undefined): QueryOptions['orderBy'] {
  const terms = splitOutside(text, ',').map((term) => {
    const match = /^([\w/]+)(?:\s+(asc|desc))?$/i.exec(term);
    if (match?.[1] === undefined) throw new QueryError(`Syntax error in $orderby '${term}'.`);
    return { path: match[1], descending: match[2]?.toLowerCase() === 'desc' };
  });
  if (terms.length > 5)
    throw new QueryError(`The number of $orderby clauses (${terms.length}) exceeds the limit of 5.`);
  return terms;
}
