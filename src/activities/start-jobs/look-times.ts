/** The first looks within a window; each counts against the limit of the tenant's lists. Unit: milliseconds. */
const early = [0, 3_000, 15_000, 40_000];

/** When to look within a window, from its beginning; the last look is at its end. Unit: milliseconds. */
export function lookTimes(windowMs: number): readonly number[] {
  return [...early.filter((time) => time < windowMs), windowMs];
}
