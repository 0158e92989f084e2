import { describe, expect, it } from 'vitest';
import { retryAfterOf } from '../../src/backends/retry-after.js';
import { readErrorBody } from '../../src/backends/read-error-body.js';

const quarterHourMs = 15 * 60_000;
const cases: [string, number | undefined][] = [
  ['7', 7_000],
  ['0', 0],
  ['-5', 0],
  ['1e12', quarterHourMs],
  ['1e400', quarterHourMs],
  ['soon', undefined],
  ['', undefined],
];

describe('what a reply asks to wait', () => {
  it.each(cases)('Retry-After: %s', (header, expected) => expect(retryAfterOf(header)).toBe(expected));

  it('is a date as well', () => {
    const now = Date.parse('2026-11-23T08:00:00Z');
    expect(retryAfterOf('Mon, 23 Nov 2026 08:00:30 GMT', now)).toBe(30_000);
    expect(retryAfterOf('Mon, 23 Nov 2099 08:00:30 GMT', now)).toBe(quarterHourMs);
  });

  it.each(cases)('is bounded in a body as in a header: %s', (text, expected) => {
    const bounded = expected === 0 ? undefined : expected;
    expect(readErrorBody(JSON.stringify({ retry_after: text })).retryAfterMs).toBe(bounded);
    if (/^[-\d.e]+$/.test(text)) expect(readErrorBody(`{"retry_after":${text}}`).retryAfterMs).toBe(bounded);
  });
});
