import { QueryError } from './query-error.js';

export type TokenKind = 'guid' | 'date' | 'number' | 'string' | 'word' | 'symbol' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** The text as written; of a string, its content with doubled apostrophes undone. */
  readonly text: string;
  readonly position: number;
}

// Order matters: a GUID may begin like a number, and so may a date.
const patterns: readonly (readonly [TokenKind, RegExp])[] = [
  ['guid', /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])/iy],
  ['date', /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?(?![\w-])/iy],
  ['number', /[+-]?\d+(?:\.\d+)?(?![\w.])/y],
  ['string', /'(?:[^']|'')*'/y],
  ['word', /[A-Za-z_]\w*(?:\/[A-Za-z_]\w*)*/y],
  ['symbol', /[(),]/y],
];

/** Cuts the text of a $filter into tokens, ending with one of kind `end`. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let position = skipSpace(text, 0);
  while (position < text.length) {
    const token = nextToken(text, position);
    tokens.push(token.value);
    position = skipSpace(text, token.end);
  }
  tokens.push({ kind: 'end', text: '', position });
  return tokens;
}

function nextToken(text: string, position: number): { value: Token; end: number } {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (match === null) continue;
    const raw = match[0];
    const content = kind === 'string' ? raw.slice(1, -1).replaceAll("''", "'") : raw;
    return { value: { kind, text: content, position }, end: position + raw.length };
  }
  throw new QueryError(`Syntax error at position ${position} in '${text}'.`);
}

function skipSpace(text: string, from: number): number {
  let position = from;
  while (text[position] === ' ' || text[position] === '\t') position += 1;
  return position;
}
