import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Plan, type PlannedStep, type Repair, type StepEnd } from '../../../src/workflows/run-chain/plan.js';

interface Event {
  what: 'begin' | 'undo' | Exclude<StepEnd['kind'], 'skipped'> | 'skipped';
  name: string;
}

/** A graph without circles: each step needs some of those before it. */
const graphs = fc
  .array(
    fc.record({
      needs: fc.array(fc.nat(30), { maxLength: 4 }),
      onFailure: fc.constantFrom('compensate' as const, 'pause' as const, 'ignore' as const),
      undoable: fc.boolean(),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((given) => {
    const steps: Record<string, PlannedStep> = {};
    given.forEach(({ needs, ...step }, index) => {
      const below = [...new Set(needs.filter((need) => need < index).map((need) => `s${need}`))];
      steps[`s${index}`] = { ...step, needs: below };
    });
    return steps;
  });

const ends = fc.oneof(
  { weight: 6, arbitrary: fc.constant<StepEnd>({ kind: 'done' }) },
  { weight: 1, arbitrary: fc.constant<StepEnd>({ kind: 'skipped' }) },
  { weight: 2, arbitrary: fc.boolean().map((happened): StepEnd => ({ kind: 'failed', happened })) },
);
const repairs = fc.constantFrom<Repair>('retry', 'retryWith', 'skip', 'complete', 'abort');

interface Ran {
  plan: Plan;
  events: Event[];
  turns: number;
}

/** Runs a plan to its end: what ends next, how, and what a person answers, comes from the choices. */
function run(
  steps: Record<string, PlannedStep>,
  choices: { pick: number; end: StepEnd; repair: Repair; cancel: boolean }[],
): Ran {
  const plan = new Plan(steps);
  const events: Event[] = [];
  let turns = 0;
  for (const { pick, end, repair, cancel } of choices) {
    for (const name of plan.ready()) {
      plan.begin(name);
      events.push({ what: 'begin', name });
    }
    if (plan.ended) break;
    turns += 1;
    if (cancel) plan.stop();
    const open = [...plan.inState('running'), ...plan.inState('needsRepair')];
    const name = open[pick % Math.max(1, open.length)];
    if (name === undefined) break;
    if (plan.stateOf(name) === 'needsRepair') {
      const again = repair === 'retry' || repair === 'retryWith';
      if (plan.repair(name, repair) === 'stop') plan.stop();
      if (again) events.push({ what: 'begin', name });
      else if (repair !== 'abort') events.push({ what: repair === 'complete' ? 'done' : 'skipped', name });
    } else {
      if (plan.end(name, end) === 'stop') plan.stop();
      events.push({ what: end.kind, name });
    }
  }
  plan.stop();
  for (const name of plan.inState('running')) plan.end(name, { kind: 'failed', happened: true });
  for (let name = plan.nextToUndo(); name !== undefined; name = plan.nextToUndo()) {
    events.push({ what: 'undo', name });
    plan.undone(name, true);
  }
  return { plan, events, turns };
}

const choices = fc.array(
  fc.record({
    pick: fc.nat(20),
    end: ends,
    repair: repairs,
    cancel: fc.integer({ min: 0, max: 40 }).map((n) => n === 0),
  }),
  {
    minLength: 60,
    maxLength: 60,
  },
);

describe('a plan', () => {
  it('begins no step before all that it needs has ended, and none twice unless repaired', () => {
    fc.assert(
      fc.property(graphs, choices, (steps, chosen) => {
        const { events } = run(steps, chosen);
        const begun = new Set<string>();
        events.forEach(({ what, name }, at) => {
          if (what !== 'begin') return;
          const before = events.slice(0, at);
          if (begun.has(name)) expect(before.findLast((event) => event.name === name)?.what).toBe('failed');
          begun.add(name);
          for (const need of steps[name]?.needs ?? [])
            expect(before.some((event) => event.name === need && event.what !== 'begin')).toBe(true);
        });
      }),
    );
  });

  it('undoes each step that had an effect once, and a later one before what it needed', () => {
    fc.assert(
      fc.property(graphs, choices, (steps, chosen) => {
        const { events, plan } = run(steps, chosen);
        const undone = events.filter(({ what }) => what === 'undo').map(({ name }) => name);
        expect(new Set(undone).size).toBe(undone.length);
        const done = new Set(events.filter(({ what }) => what === 'done').map(({ name }) => name));
        for (const name of done) if (steps[name]?.undoable) expect(undone).toContain(name);
        for (const name of undone) {
          expect(steps[name]?.undoable).toBe(true);
          expect(plan.stateOf(name)).toBe('undone');
          for (const need of steps[name]?.needs ?? [])
            if (undone.includes(need)) expect(undone.indexOf(name)).toBeLessThan(undone.indexOf(need));
        }
        expect(plan.nextToUndo()).toBeUndefined();
      }),
    );
  });

  it('ends for every outcome, with every step in a final state or never begun', () => {
    fc.assert(
      fc.property(graphs, choices, (steps, chosen) => {
        // Without retries, each step needs at most two turns: its end and its repair.
        const decisive = chosen.map((choice) =>
          choice.repair === 'retry' || choice.repair === 'retryWith' ? { ...choice, repair: 'skip' as const } : choice,
        );
        const { plan, turns } = run(steps, decisive);
        expect(turns).toBeLessThanOrEqual(2 * Object.keys(steps).length + 1);
        expect(plan.ended).toBe(true);
        for (const state of ['running', 'needsRepair', 'undoing'] as const) expect(plan.inState(state)).toEqual([]);
      }),
    );
  });

  it('finishes every step of a chain in which nothing fails', () => {
    fc.assert(
      fc.property(graphs, (steps) => {
        const { plan } = run(
          steps,
          Array.from({ length: 60 }, () => ({ pick: 0, end: { kind: 'done' }, repair: 'skip', cancel: false })),
        );
        for (const name of Object.keys(steps)) expect(['done', 'undone']).toContain(plan.stateOf(name));
      }),
    );
  });

  it('refuses what cannot be', () => {
    const plan = new Plan({ a: { needs: [], onFailure: 'compensate', undoable: false } });
    expect(() => plan.end('a', { kind: 'done' })).toThrow("step 'a' is waiting, not running");
    expect(() => plan.repair('b', 'skip')).toThrow("there is no step 'b'");
  });
});
