import { QueryError } from './query-error.js';

/** Splits at the separators outside parentheses, and trims; nothing gives no parts, an empty part is refused. */
export function splitOutside(text: string | undefined, separator: ',' | ';'): string[] {
  if (text === undefined || text.trim() === '') return [];
  const parts: string[] = [];
  let part = '';
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character !== separator || depth !== 0) part += character;
    else {
      parts.push(part);
      part = '';
    }
  }
  const trimmed = [...parts, part].map((text) => text.trim());
  if (depth !== 0 || trimmed.includes('')) throw new QueryError(`Syntax error in '${text}'.`);
  return trimmed;
}
