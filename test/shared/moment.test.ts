import { afterEach, expect, it, vi } from 'vitest';
import { Moment } from '../../src/shared/moment.js';

afterEach(() => vi.restoreAllMocks());

/** Both clocks, set by hand. */
function clocks(): { advance: (by: { wall: number; monotonic: number }) => void } {
  let [wall, monotonic] = [1_000_000, 5_000];
  vi.spyOn(Date, 'now').mockImplementation(() => wall);
  vi.spyOn(performance, 'now').mockImplementation(() => monotonic);
  return {
    advance: (by) => {
      wall += by.wall;
      monotonic += by.monotonic;
    },
  };
}

it('takes a machine that slept for elapsed time where a right ends, and not where a wait must last', () => {
  const { advance } = clocks();
  const moment = new Moment();
  advance({ wall: 60_000, monotonic: 10 });
  expect(moment.atMostMs()).toBe(60_000);
  expect(moment.atLeastMs()).toBe(10);
});

it('does not go backwards when the clock is set back', () => {
  const { advance } = clocks();
  const moment = new Moment();
  advance({ wall: -60_000, monotonic: 10 });
  expect(moment.atMostMs()).toBe(10);
  expect(moment.atLeastMs()).toBe(0);
});
