import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createManualClock } from '../../../src/simulator/index.js';
import { isOnRobot } from '../../../src/simulator/life/job-machine.js';
import { isFinal } from '../../../src/simulator/model/job-state.js';
import { JobStore } from '../../../src/simulator/life/job-store.js';
import type { Job } from '../../../src/simulator/model/job.js';
import { readScenario } from '../../../src/simulator/scenario/read-scenario.js';

const tenant = readScenario({
  folders: ['F'],
  robots: [{ name: 'one' }, { name: 'two', capacity: 2 }],
  releases: [
    { name: 'quick', folder: 'F', behaviour: { pending: 0, running: 3 } },
    { name: 'cycling', folder: 'F', behaviour: { pending: 2, running: 4, suspensions: [3, 'never'] } },
    {
      name: 'stubborn',
      folder: 'F',
      behaviour: { pending: 1, running: 40, outcomes: [{ end: 'Faulted' }], kill: { after: 5, end: 'Faulted' } },
    },
    { name: 'polite', folder: 'F', behaviour: { running: 'never', softStop: { after: 2, end: 'Successful' } } },
  ],
});

type Event =
  | { readonly kind: 'start'; readonly release: number; readonly robot: number }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'SoftStop' | 'Kill' | 'resume'; readonly job: number };

const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ kind: fc.constant('start' as const), release: fc.nat(3), robot: fc.nat(2) }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(12) }),
  fc.record({ kind: fc.constantFrom('SoftStop' as const, 'Kill' as const, 'resume' as const), job: fc.nat(20) }),
);

/** Plays the events and looks at all jobs after each. */
function play(events: readonly Event[], look: (jobs: readonly Job[], now: number) => void): readonly Job[] {
  const clock = createManualClock(0);
  const store = new JobStore(clock, () => 'file');
  for (const step of events) {
    const job = 'job' in step ? store.all()[step.job] : undefined;
    if (step.kind === 'start') start(store, step.release, step.robot);
    else if (step.kind === 'wait') clock.advance(step.ms);
    else if (job !== undefined && step.kind === 'resume') store.resume(job, null);
    else if (job !== undefined && step.kind !== 'resume') store.stop(job, step.kind);
    look(store.all(), clock.now());
  }
  clock.advance(1_000_000);
  return store.all();
}

function start(store: JobStore, releaseIndex: number, robotIndex: number): void {
  const release = tenant.releases[releaseIndex];
  if (release === undefined) return;
  const named = tenant.robots[robotIndex];
  const robots = named === undefined ? tenant.robots : [named];
  const nothing = { batchExecutionKey: '', reference: '', inputArguments: null, input: null, echoed: {} };
  store.create({ ...nothing, release, folder: release.folder, robots });
}

const runs = { numRuns: 300 };

test('whatever happens, no robot works on more jobs than it can, and none idles while one of its jobs waits', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      play(events, (jobs) => {
        for (const robot of tenant.robots) {
          const busy = jobs.filter((job) => job.robot === robot && isOnRobot(job.state)).length;
          expect(busy).toBeLessThanOrEqual(robot.capacity);
          const waiting = jobs.some((job) => job.waitsForRobot && job.robots.includes(robot));
          if (waiting) expect(busy).toBe(robot.capacity);
        }
      });
    }),
    runs,
  );
});

test('whatever happens, time does not run backwards, nothing follows an end, and nothing happens in the future', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      play(events, (jobs, now) => {
        for (const { history, state } of jobs) {
          const times = history.map(({ at }) => at);
          expect(times).toEqual([...times].sort((left, right) => left - right));
          expect(times.at(-1)).toBeLessThanOrEqual(now);
          expect(history.at(-1)?.state).toBe(state);
          expect(history.slice(0, -1).some((change) => isFinal(change.state))).toBe(false);
        }
      });
    }),
    runs,
  );
});

test('how often one looks does not change what happens', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), fc.nat(5), (events, extra) => {
      const slower = events.flatMap((step) =>
        step.kind === 'wait' && step.ms > extra
          ? [
              { kind: 'wait' as const, ms: extra },
              { kind: 'wait' as const, ms: step.ms - extra },
            ]
          : [step],
      );
      const lives = (played: readonly Job[]) => played.map(({ history, robot }) => [history, robot?.name]);
      const nobody = () => undefined;
      expect(lives(play(slower, nobody))).toEqual(lives(play(events, nobody)));
    }),
    runs,
  );
});
