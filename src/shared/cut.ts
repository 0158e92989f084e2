/** Stands for what a cut left out. */
const mark = '…';

/** A text with at most this many characters (UTF-16 units); a longer one ends with a mark, never within a character. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${whole(text.slice(0, Math.max(0, most - mark.length)))}${mark}`;
}

/** A text with at most this many bytes of JSON in UTF-8, quotes not counted. A longer one ends with a mark. */
export function cutBytes(text: string, most: number): string {
  if (bytesInJson(text) <= most) return text;
  let kept = '';
  let bytes = bytesInJson(mark);
  for (const character of text) {
    bytes += bytesInJson(character);
    if (bytes > most) break;
    kept += character;
  }
  return `${kept}${mark}`;
}

/** Bytes of the JSON of a value in UTF-8. */
export function jsonBytes(value: unknown): number {
  const text: unknown = JSON.stringify(value);
  return typeof text === 'string' ? utf8Bytes(text) : 0;
}

const bytesInJson = (text: string): number => utf8Bytes(JSON.stringify(text)) - 2;

/** Bytes of a text in UTF-8, without an encoder: workflow code has none. */
export function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x80) continue;
    // Each half of a surrogate pair counts two of its four bytes.
    bytes += code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 1 : 2;
  }
  return bytes;
}

/** Without a first half of a character at its end. */
const whole = (text: string): string => (/[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text);
