import { describe, expect, it } from 'vitest';
import { cut, cutBytes, jsonBytes, utf8Bytes } from '../../src/shared/cut.js';

describe('a cut text', () => {
  it('is unchanged up to the limit, and ends with a mark beyond it', () => {
    expect(cut('abcde', 5)).toBe('abcde');
    expect(cut('abcdef', 5)).toBe('abcd…');
  });

  it('is never cut within a character', () => {
    expect(cut('ab😀cd', 4)).toBe('ab…');
    expect(cut('ab😀cd', 5)).toBe('ab😀…');
    expect(cutBytes('ab😀cd', 6)).toBe('ab…');
  });

  it('keeps to bytes of JSON, escapes included', () => {
    expect(cutBytes('äöü', 6)).toBe('äöü');
    expect(cutBytes('äöüß', 7)).toBe('äö…');
    expect(cutBytes('"'.repeat(10), 11)).toBe(`${'"'.repeat(4)}…`);
    for (const text of ['😀'.repeat(500), '\u0001'.repeat(500), 'ä'.repeat(500)])
      expect(jsonBytes(cutBytes(text, 400)) - 2).toBeLessThanOrEqual(400);
  });

  it('counts bytes as an encoder does', () => {
    for (const text of ['abc', 'äöü', '€', '😀', 'a\u0000']) expect(utf8Bytes(text)).toBe(Buffer.byteLength(text));
  });
});
