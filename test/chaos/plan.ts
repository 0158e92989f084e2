import type { ScenarioInput } from '../../src/simulator/index.js';
import { Random } from './random.js';

/** How the jobs of each process live. */
export const scenario: ScenarioInput = {
  folders: ['Shared'],
  robots: [{ name: 'robot-a', capacity: 500 }],
  releases: [
    { name: 'Quick', behaviour: { pending: '200ms', running: '1s' } },
    { name: 'Slow', behaviour: { pending: '1s', running: '20s', softStop: { after: '1s', end: 'Stopped' } } },
    {
      name: 'Faulty',
      behaviour: { running: '2s', outcomes: [{ end: 'Faulted' as const, category: 'User' as const }] },
    },
    { name: 'Stubborn', behaviour: { running: '25s', kill: { after: '2s', end: 'Faulted' } } },
    { name: 'Finishes', behaviour: { running: '15s', softStop: { after: '2s', end: 'Successful' } } },
    { name: 'Suspends', behaviour: { running: '2s', suspensions: ['3s'] } },
    { name: 'Waits', behaviour: { pending: 'never' } },
  ].map((release) => ({ folder: 'Shared', ...release })) as ScenarioInput['releases'],
};

const processes = ['Quick', 'Quick', 'Quick', 'Slow', 'Faulty', 'Stubborn', 'Finishes', 'Suspends', 'Waits'] as const;

export interface PlannedRun {
  workflowId: string;
  process: string;
  count: number;
  /** Milliseconds after the begin. */
  startAt: number;
  cancelAt: number | undefined;
}

export type Disturbance = { at: number } & (
  | { what: 'killWorker'; worker: number }
  | { what: 'pauseWorker'; worker: number; forMs: number }
  | { what: 'partition'; worker: number; forMs: number }
  | { what: 'restartServer' }
  | { what: 'storm'; calls: number }
  | { what: 'slowStart'; effectAfterMs: number }
  | { what: 'missingJob'; polls: number }
);

export interface Plan {
  runs: PlannedRun[];
  disturbances: Disturbance[];
}

/**
 * What happens when: a run each 900 ms, a worker killed each 12 s or so, and so on, as the mean times below say.
 * Pauses and partitions last from two seconds to longer than Temporal waits for a worker.
 * `haste`: how many times as often disturbances and cancels come.
 */
export function makePlan(seed: number, durationMs: number, haste = 1): Plan {
  const everyMs = 900;
  const random = new Random(seed);
  const runs: PlannedRun[] = [];
  for (let at = 0; at < durationMs; at += random.between(everyMs / 2, everyMs * 1.5)) {
    const process = random.of(processes);
    const mustEnd = process === 'Waits';
    const cancelled = mustEnd || random.share() < 0.3;
    runs.push({
      workflowId: `chaos-${seed}-${runs.length}`,
      process,
      count: random.share() < 0.1 ? 3 : 1,
      startAt: at,
      cancelAt: cancelled ? at + random.between(0, 20_000 / haste) : undefined,
    });
  }
  const disturbances: Disturbance[] = [
    ...moments(random, durationMs, 12_000 / haste).map((at): Disturbance => ({
      at,
      what: 'killWorker',
      worker: random.between(0, 1),
    })),
    ...moments(random, durationMs, 25_000 / haste).map((at): Disturbance => ({
      at,
      what: 'pauseWorker',
      worker: random.between(0, 1),
      forMs: random.between(2_000, 40_000 / haste),
    })),
    ...moments(random, durationMs, 35_000 / haste).map((at): Disturbance => ({
      at,
      what: 'partition',
      worker: random.between(0, 1),
      forMs: random.between(2_000, 40_000 / haste),
    })),
    ...moments(random, durationMs, 8_000 / haste).map((at): Disturbance => ({
      at,
      what: 'slowStart',
      effectAfterMs: random.between(500, 3_500),
    })),
    ...moments(random, durationMs, 6_000 / haste).map((at): Disturbance => ({
      at,
      what: 'missingJob',
      polls: random.between(1, 3),
    })),
    ...moments(random, durationMs, 75_000 / haste).map((at): Disturbance => ({ at, what: 'restartServer' })),
    ...moments(random, durationMs, 50_000 / haste).map((at): Disturbance => ({
      at,
      what: 'storm',
      calls: random.between(10, 40),
    })),
  ];
  return { runs, disturbances: disturbances.sort((a, b) => a.at - b.at) };
}

/** The first comes after half the mean time, so that short plans have each kind. */
function moments(random: Random, durationMs: number, meanMs: number): number[] {
  const found: number[] = [];
  for (let at = meanMs / 2; at < durationMs; at += random.between(meanMs / 2, meanMs * 1.5)) found.push(at);
  return found;
}
