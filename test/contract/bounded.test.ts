import { describe, expect, it } from 'vitest';
import { fitting, withCutTexts, withShortTexts } from '../../src/contract/bounded.js';
import { checkChain } from '../../src/contract/chain/check-chain.js';
import { boundedId, idFault } from '../../src/contract/bounded-id.js';
import { limits } from '../../src/contract/limits.js';
import { parseRunJobInput } from '../../src/contract/run-job.js';
import { parseRunChainInput } from '../../src/contract/run-chain.js';
import { parseStopJobsInput } from '../../src/contract/stop-jobs.js';
import { keyword, newestKeywords } from '../../src/contract/search-attributes.js';
import { jsonBytes, utf8Bytes } from '../../src/shared/cut.js';

const texts = ['x', 'ä', '€', '😀', '"', '\u0000', '\u0001', '\uD800'];
const lengths = [0, 1, 254, 255, 256, 1_000, 100_000];
const extreme = texts.flatMap((text) => lengths.map((length) => text.repeat(length)));

describe('what SQL stores and servers take', () => {
  it('holds each keyword: 255 characters, neither control nor half characters', () => {
    for (const text of extreme) {
      const stored = keyword(text);
      expect(stored.length).toBeLessThanOrEqual(255);
      expect(stored).not.toMatch(/[\p{Cc}\p{Cs}]/u);
      expect(jsonBytes(stored)).toBeLessThanOrEqual(limits.searchAttributeBytes);
    }
    expect(keyword('Finance/Größe')).toBe('Finance/Größe');
  });

  it('holds each list of keywords: 2,048 bytes, the newest of them', () => {
    const keys = Array.from(
      { length: 10_000 },
      (_, index) => `1c7222dc-416f-4c60-9b17-8826${String(index).padStart(8, '0')}`,
    );
    const kept = newestKeywords(keys);
    expect(kept).toEqual(keys.slice(-52));
    expect(newestKeywords(keys.slice(0, 52))).toEqual(keys.slice(0, 52));
    for (const text of extreme) expect(jsonBytes(newestKeywords([text, text, text]))).toBeLessThanOrEqual(2_048);
  });

  it('holds each id: 255 bytes, as it is if it can be, different if it was', () => {
    for (const text of extreme) {
      expect(utf8Bytes(boundedId(text))).toBeLessThanOrEqual(255);
      expect(idFault(boundedId(text))).toBeUndefined();
      expect(boundedId(boundedId(text))).toBe(boundedId(text));
    }
    expect(boundedId('orders/17/extract-2')).toBe('orders/17/extract-2');
    const long = 'ä'.repeat(200);
    expect(boundedId(`${long}/a`)).toMatch(/^ä+…~[0-9a-f]{16}$/);
    expect(new Set(Array.from({ length: 1_000 }, (_, index) => boundedId(`${long}/${index}`))).size).toBe(1_000);
    expect(idFault(long)).toBe('has 400 bytes; at most 255');
    expect(idFault('a\u0000b')).toBe('has control characters');
  });
});

describe('a value that must fit', () => {
  const job = (index: number, text: string): object => ({
    id: index,
    key: '1c7222dc-416f-4c60-9b17-88262c91768f',
    state: 'Faulted',
    info: text,
    error: { title: text, detail: text },
  });

  it('is unchanged if it does', () => {
    const value = { jobs: [job(1, 'short')] };
    expect(fitting(value)).toBe(value);
  });

  it('gets shorter texts, then loses outputs, then old items of its lists, and says how many', () => {
    const jobs = Array.from({ length: 100 }, (_, index) => job(index, '€'.repeat(2_000)));
    expect(fitting({ jobs })).toMatchObject({
      jobs: jobs.map((_, id) => ({ id, info: expect.stringMatching(/^€+…$/) as string })),
    });
    const many = Array.from({ length: 10_000 }, (_, index) => ({
      ...(job(index, 'x') as { id: number }),
      output: 'x'.repeat(1_000),
    }));
    const fitted = fitting({ jobs: many, phase: 'run' });
    expect(jsonBytes(fitted)).toBeLessThanOrEqual(limits.failureDetailsBytes);
    expect(fitted.jobs.at(-1)).toMatchObject({ id: 9_999 });
    expect(fitted).toMatchObject({ phase: 'run', omitted: { jobs: 10_000 - fitted.jobs.length } });
  });

  it('keeps ids and outputs whole where only texts may get shorter', () => {
    const value = { id: 'x'.repeat(5_000), output: 'y'.repeat(5_000), info: 'z'.repeat(5_000) };
    expect(withCutTexts(value)).toEqual({ ...value, info: `${'z'.repeat(1_999)}…` });
    expect(withShortTexts(value, 100)).toEqual({ ...value, info: `${'z'.repeat(49)}…` });
  });
});

describe('an input that is wrong in 9,000 places', () => {
  const wrong = Object.fromEntries(Array.from({ length: 9_000 }, (_, index) => [`field${index}`, 1]));
  const named = { [`long${'x'.repeat(1_000_000)}`]: 1 };

  it.each<[string, () => unknown]>([
    ['runJob', () => parseRunJobInput({ job: { process: 'Echo', ...wrong } })],
    [
      'runJob, list',
      () => parseRunJobInput({ job: { process: 'Echo', strategy: 'Specific', robotIds: Object.keys(wrong) } }),
    ],
    ['runJob, long names', () => parseRunJobInput({ job: { process: 'Echo', ...named } })],
    ['runChain', () => parseRunChainInput({ chain: 'a', ...wrong })],
    ['a chain', () => checkChain({ name: 'a', steps: wrong })],
    ['stopJobs', () => parseStopJobsInput({ keys: Object.keys(wrong), ...wrong })],
  ])('gives at most 20 faults, then a count (%s)', (_, parse) => {
    const { faults } = parse() as { faults: { path: string; message: string }[] };
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.length).toBeLessThanOrEqual(21);
    if (faults.length === 21)
      expect(faults[20]).toEqual({
        message: expect.stringMatching(/^has \d+ more faults$/) as string,
        path: expect.stringMatching(/input$/) as string,
      });
    expect(jsonBytes(faults)).toBeLessThan(30_000);
  });

  it('is refused if it is nested too deep', () => {
    let deep: unknown = {};
    for (let level = 0; level < 50_000; level += 1) deep = { deep };
    expect(parseRunJobInput({ job: { process: 'Echo', input: deep } })).toEqual({
      faults: [{ path: 'input', message: 'is nested deeper than 100 levels' }],
    });
  });
});
