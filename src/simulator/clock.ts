/** Where the simulator takes its time from: milliseconds since 1970. */
export interface Clock {
  now(): number;
}

/** A clock that moves only when a test moves it, so that tests need not wait. */
export interface ManualClock extends Clock {
  advance(milliseconds: number): void;
}

export const systemClock: Clock = { now: () => Date.now() };

export function createManualClock(start = Date.UTC(2026, 0, 5, 8)): ManualClock {
  let now = start;
  return {
    now: () => now,
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}
