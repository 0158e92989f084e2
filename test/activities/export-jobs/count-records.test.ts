import { describe, expect, it } from 'vitest';
import { CountedRecords } from '../../../src/activities/export-jobs/count-records.js';

async function count(text: string, size = 3): Promise<number> {
  const bytes = Buffer.from(text);
  const content = new CountedRecords(
    (async function* (): AsyncGenerator<Uint8Array, void> {
      for (let at = 0; at < bytes.byteLength; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
    })(),
  );
  const passed: Uint8Array[] = [];
  for await (const chunk of content) passed.push(chunk);
  expect(Buffer.concat(passed).equals(bytes)).toBe(true);
  expect(content.bytes).toBe(bytes.byteLength);
  return content.records;
}

describe('the records of a CSV file', () => {
  it.each([
    ['', 0],
    ['a,b', 1],
    ['a,b\r\n', 1],
    ['a,b\r\n1,2\r\n3,4', 3],
    ['a\n"line\r\nbreak"\n"a ""quoted"" one\n"\n', 3],
    ['a\r\n\r\n\r\nb\r\n', 2],
    ['"\n"', 1],
    ['ü\r\n€\r\n', 2],
  ])('%j: %i', async (text, records) => {
    for (const size of [1, 2, 3, 100]) expect(await count(text, size)).toBe(records);
  });
});
