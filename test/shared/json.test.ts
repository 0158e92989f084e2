import { describe, expect, it } from 'vitest';
import { isDeeperThan, JsonExceedsError, parseJson } from '../../src/shared/json.js';

describe('JSON with a limit of its depth', () => {
  it('is parsed up to the limit', () => {
    expect(parseJson('{"a":[{"b":1}]}', 3)).toEqual({ a: [{ b: 1 }] });
    expect(() => parseJson('{"a":[{"b":1}]}', 2)).toThrow(JsonExceedsError);
  });

  it('counts no brackets in texts, however they are escaped', () => {
    expect(parseJson('["[[[", "\\"[[[", "\\\\", {"{[": "]"}]', 2)).toEqual(['[[[', '"[[[', '\\', { '{[': ']' }]);
  });

  it('is refused before anything is parsed', () => {
    expect(() => parseJson('['.repeat(5_000_000), 100)).toThrow(JsonExceedsError);
    expect(() => parseJson('{', 100)).toThrow(SyntaxError);
    expect(() => parseJson('[[],[],[', 100, 3)).toThrow('JSON with more than 3 lists and objects');
    expect(parseJson('[[],[]]', 100, 3)).toEqual([[], []]);
  });

  it('tells how deep a value is without recursion', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    expect(isDeeperThan(deep, 100)).toBe(true);
    expect(isDeeperThan({ a: [{ b: 1 }], c: [] }, 3)).toBe(false);
    expect(isDeeperThan({ a: [{ b: 1 }] }, 2)).toBe(true);
    expect(isDeeperThan(null, 0)).toBe(false);
  });
});
