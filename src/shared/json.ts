/** JSON that is nested deeper than a limit. Reading it would cost memory out of proportion, and writing it the stack. */
export class JsonTooDeepError extends SyntaxError {
  constructor(readonly limit: number) {
    super(`the JSON is nested deeper than ${limit} levels`);
    this.name = 'JsonTooDeepError';
  }
}

/** Parses JSON. Fails with a `SyntaxError`; before it parses anything, with a {@link JsonTooDeepError}. */
export function parseJson(text: string, depthLimit: number): unknown {
  if (isTextDeeperThan(text, depthLimit)) throw new JsonTooDeepError(depthLimit);
  return JSON.parse(text) as unknown;
}

/** Whether a value has more levels of lists and objects than that. It never looks deeper, so no depth can harm it. */
export function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1));
}

const codeOf = (character: string): number => character.charCodeAt(0);
const quote = codeOf('"');
const backslash = codeOf('\\');
const [openList, closeList] = [codeOf('['), codeOf(']')];
const [openObject, closeObject] = [codeOf('{'), codeOf('}')];

function isTextDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === quote) {
      for (index += 1; index < text.length && text.charCodeAt(index) !== quote; index += 1)
        if (text.charCodeAt(index) === backslash) index += 1;
    } else if (code === openList || code === openObject) {
      depth += 1;
      if (depth > limit) return true;
    } else if (code === closeList || code === closeObject) depth -= 1;
  }
  return false;
}
