import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lookUpTimes } from '../../../src/activities/start-jobs/look-up-times.js';

it('looks at once, a few times between, and at the end of the window', () => {
  expect(lookUpTimes(75_000)).toEqual([0, 3_000, 15_000, 40_000, 75_000]);
  expect(lookUpTimes(1_000)).toEqual([0, 1_000]);
  expect(lookUpTimes(0)).toEqual([0]);
});

it('never looks more than five times, in rising order, and last at the end', () => {
  fc.assert(
    fc.property(fc.nat(600_000), (windowMs) => {
      const times = lookUpTimes(windowMs);
      expect(times.length).toBeLessThanOrEqual(5);
      expect(times.at(-1)).toBe(windowMs);
      expect([...times].sort((left, right) => left - right)).toEqual(times);
    }),
  );
});
