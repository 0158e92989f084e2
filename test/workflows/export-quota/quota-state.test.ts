import { describe, expect, it } from 'vitest';
import type { ExportClaim, Reservation } from '../../../src/contract/export-quota.js';
import { ExportQuota } from '../../../src/workflows/export-quota/quota-state.js';

const noon = Date.parse('2026-11-23T12:00:00Z');
const nextDay = Date.parse('2026-11-24T00:00:00Z');
const claim = (run: string, key = 'a'): ExportClaim => ({ key, owner: { workflowId: `w-${run}`, runId: run } });
const empty = (): ExportQuota => ExportQuota.empty(noon, 100);
const reserve = (
  quota: ExportQuota,
  run: string,
  key = 'a',
  more: { instead?: string; limit?: number } = {},
): Reservation => quota.reserve({ ...claim(run, key), limit: 2, ...more }, noon);

describe('the quota of exports', () => {
  it('counts up to its limit, and says when it begins anew', () => {
    const quota = empty();
    expect(reserve(quota, '1', 'a')).toEqual({ kind: 'granted' });
    expect(reserve(quota, '2', 'b')).toEqual({ kind: 'granted' });
    expect(reserve(quota, '3', 'c')).toEqual({ kind: 'full', until: '2026-11-24T00:00:00.000Z', limit: 2 });
    expect(quota.state.used).toBe(2);
    expect(quota.reserve({ ...claim('3', 'c'), limit: 2 }, nextDay)).toEqual({ kind: 'granted' });
    expect(quota.state).toMatchObject({ day: '2026-11-24', used: 1 });
  });

  it('gives the same answer to a question that is asked again, and counts it once', () => {
    const quota = empty();
    reserve(quota, '1');
    expect(reserve(quota, '1')).toEqual({ kind: 'granted' });
    quota.requested(claim('1'), 7);
    expect(reserve(quota, '1')).toEqual({ kind: 'granted', exportId: 7 });
    expect(quota.state.used).toBe(1);
  });

  it('lets others share an export while it is made, even when none are left', () => {
    const quota = empty();
    reserve(quota, '1', 'a', { limit: 1 });
    expect(reserve(quota, '2', 'a', { limit: 1 })).toEqual({ kind: 'shared', owner: claim('1').owner });
    quota.finish({ ...claim('1'), end: 'done' }, noon);
    expect(reserve(quota, '2', 'a', { limit: 1 })).toMatchObject({ kind: 'full' });
  });

  it('gives an export whose owner gave up to who waited for it, and to nobody else', () => {
    const quota = empty();
    reserve(quota, '1');
    quota.requested(claim('1'), 7);
    quota.finish({ ...claim('1'), end: 'abandoned' }, noon);
    expect(reserve(quota, '2', 'a', { instead: '1' })).toEqual({ kind: 'granted', exportId: 7 });
    expect(quota.state.used).toBe(1);
    quota.finish({ ...claim('2'), end: 'abandoned' }, noon);
    expect(reserve(quota, '3')).toEqual({ kind: 'granted' });
    expect(quota.state.used).toBe(2);
  });

  it('gives the place of an owner that died without a word to who saw that', () => {
    const quota = empty();
    reserve(quota, '1');
    quota.requested(claim('1'), 7);
    expect(reserve(quota, '2', 'a', { instead: '0' })).toMatchObject({ kind: 'shared' });
    expect(reserve(quota, '2', 'a', { instead: '1' })).toEqual({ kind: 'granted', exportId: 7 });
    expect(reserve(quota, '3', 'a', { instead: '1' })).toEqual({ kind: 'shared', owner: claim('2').owner });
  });

  it('counts a request once more when it is repeated in doubt, but not when its id is known', () => {
    const quota = empty();
    reserve(quota, '1');
    expect(quota.repeat(claim('1'), noon)).toEqual({ kind: 'granted' });
    expect(quota.state.used).toBe(2);
    expect(quota.repeat(claim('1'), noon)).toMatchObject({ kind: 'full' });
    quota.requested(claim('1'), 7);
    expect(quota.repeat(claim('1'), noon)).toEqual({ kind: 'granted', exportId: 7 });
  });

  it('takes back what Orchestrator refused, and believes it when it says that none are left', () => {
    const quota = empty();
    reserve(quota, '1');
    quota.finish({ ...claim('1'), end: 'refused' }, noon);
    expect(quota.state).toMatchObject({ used: 0, running: {} });
    reserve(quota, '2');
    quota.finish({ ...claim('2'), end: 'exhausted' }, noon);
    expect(reserve(quota, '3', 'c')).toMatchObject({ kind: 'full' });
  });

  it('ignores the end of an export that another run has taken over', () => {
    const quota = empty();
    reserve(quota, '1');
    reserve(quota, '2', 'a', { instead: '1' });
    quota.finish({ ...claim('1'), end: 'done' }, noon);
    expect(reserve(quota, '3')).toMatchObject({ kind: 'shared', owner: { runId: '2' } });
  });

  it('has nothing to remember on a new day, but for exports that are still made', () => {
    const quota = empty();
    expect(quota.turn(noon)).toBe(true);
    reserve(quota, '1');
    expect(quota.turn(noon)).toBe(false);
    expect(quota.turn(nextDay)).toBe(false);
    expect(quota.turn(nextDay + 24 * 3_600_000)).toBe(true);
  });
});
