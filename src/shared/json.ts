/** JSON beyond a limit. Reading it would cost memory out of proportion to its length, and writing it the stack. */
export class JsonExceedsError extends SyntaxError {
  constructor(
    readonly excess: 'depth' | 'number',
    limit: number,
  ) {
    super(
      excess === 'depth' ? `JSON nested deeper than ${limit} levels` : `JSON with more than ${limit} lists and objects`,
    );
    this.name = 'JsonExceedsError';
  }
}

/** Parses JSON. Fails with a `SyntaxError`; before it parses anything, with a {@link JsonExceedsError}. */
export function parseJson(text: string, levels: number, listsAndObjects = Infinity): unknown {
  refuseExcess(text, levels, listsAndObjects);
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

function refuseExcess(text: string, levels: number, listsAndObjects: number): void {
  let depth = 0;
  let number = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === quote) {
      for (index += 1; index < text.length && text.charCodeAt(index) !== quote; index += 1)
        if (text.charCodeAt(index) === backslash) index += 1;
    } else if (code === openList || code === openObject) {
      depth += 1;
      number += 1;
      if (depth > levels) throw new JsonExceedsError('depth', levels);
      if (number > listsAndObjects) throw new JsonExceedsError('number', listsAndObjects);
    } else if (code === closeList || code === closeObject) depth -= 1;
  }
}
