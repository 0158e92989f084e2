/** The first look-ups within a window; each counts against the rate limit of the tenant's lists. Unit: milliseconds. */
const early = [0, 3_000, 15_000, 40_000];

/** When to look up jobs within a window, from its start; the last look-up is at its end. Unit: milliseconds. */
export function lookUpTimes(windowMs: number): readonly number[] {
  return [...early.filter((time) => time < windowMs), windowMs];
}
