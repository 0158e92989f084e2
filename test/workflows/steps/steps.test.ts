import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../src/workflow.js';
import { eventually } from '../../eventually.js';
import { type Behaviour, FakeBackend } from '../kit/fake-backend.js';
import { failureOf, type Run, timeSkipping } from '../kit/time-skipping.js';
import type { EachInput, EachReport } from './workflows.js';

const bench = timeSkipping({ workflowsPath: fileURLToPath(new URL('workflows.ts', import.meta.url)) });
const minute = 60_000;

describe('a saga', () => {
  const faulty: Behaviour = { states: ['Running', 'Faulted'] };

  function robots(behaviours: Record<string, Behaviour> = {}): FakeBackend {
    const backend = new FakeBackend(behaviours);
    bench.use(backend.activities());
    return backend;
  }
  /** A run whose job of this process works when the promise settles. */
  async function working(processes: string[], process: string): Promise<{ run: Run; child: Run }> {
    const run = await bench.start('undoable', { processes });
    const child = bench.client().workflow.getHandle(`${run.workflowId}/${process}-1`);
    await eventually(`${process} has begun`, () => child.describe().then(Boolean, () => false));
    await bench.rests(child);
    return { run, child };
  }

  it('undoes nothing when all steps succeed', async () => {
    const backend = robots();
    expect(await (await bench.start('undoable', { processes: ['A', 'B'] })).result()).toBe(2);
    expect(backend.jobsSoFar()).toEqual(['A', 'B']);
  });

  it('undoes what was done, newest first, and fails with the failure of the step', async () => {
    const backend = robots({ C: faulty });
    const run = await bench.start('undoable', { processes: ['A', 'B', 'C', 'D'], added: 'Z' });
    expect(await failureOf(run)).toMatchObject({ cause: { type: 'JobFaulted' } });
    // A job that faulted is taken at its word: it is not undone.
    expect(backend.jobsSoFar()).toEqual(['A', 'B', 'C', 'Undo B completed', 'Undo A completed', 'Undo Z']);
  });

  it('undoes also a step that somebody stopped, for it may have done its work', async () => {
    const backend = robots({ B: { states: ['Running', 'Stopped'] } });
    const run = await bench.start('undoable', { processes: ['A', 'B'] });
    expect(await failureOf(run)).toMatchObject({ cause: { type: 'JobStopped' } });
    expect(backend.jobsSoFar()).toEqual(['A', 'B', 'Undo B interrupted', 'Undo A completed']);
  });

  it('stops the step at work and undoes it too when the workflow is cancelled', async () => {
    const backend = robots({ B: { states: ['Running'] } });
    const { run } = await working(['A', 'B', 'C'], 'B');
    await run.cancel();
    expect(await failureOf(run)).toBeUndefined();
    expect((await run.describe()).status.name).toBe('CANCELLED');
    expect(backend.jobsSoFar()).toEqual(['A', 'B', 'Undo B interrupted', 'Undo A completed']);
    expect(backend.states()).toEqual(['Successful', 'Stopped', 'Successful', 'Successful']);
  });

  it('is not interrupted by a cancel while it undoes', async () => {
    const slow: Behaviour = { states: ['Running', 'Running', 'Successful'] };
    const backend = robots({ B: faulty, 'Undo A': slow });
    const run = await bench.start('undoable', { processes: ['A', 'B'] });
    const undo = bench.client().workflow.getHandle(`${run.workflowId}/Undo A-1`);
    const result = failureOf(run);
    await eventually('it undoes', () => backend.jobs.length === 3);
    await run.cancel();
    expect(await result).toMatchObject({ cause: { type: 'JobFaulted' } });
    expect((await undo.describe()).status.name).toBe('COMPLETED');
  });

  it('goes on when something cannot be undone, and says so', async () => {
    const backend = robots({ C: faulty, 'Undo B': faulty });
    const failure = await failureOf(await bench.start('undoable', { processes: ['A', 'B', 'C'] }));
    expect(failure).toMatchObject({
      type: 'CompensationIncomplete',
      details: { undone: ['A'], notUndone: [{ name: 'B', reason: expect.stringContaining('faulted') as string }] },
    });
    expect(failure?.message).toContain("of 'C' faulted: no reason given; not undone: B (");
    expect(backend.jobsSoFar().slice(3)).toEqual(['Undo B completed', 'Undo A completed']);
  });
});

describe('forEach', () => {
  const report = async (input: EachInput): Promise<EachReport> =>
    (await (await bench.start('each', input)).result()) as EachReport;

  it('gives results in the order of the items, however long each takes', async () => {
    expect(await report({ minutes: [3, 1, 2] })).toMatchObject({
      most: 3,
      ended: ['done 1', 'done 2', 'done 0'],
      values: [0, 1, 2],
    });
  });

  it('works on ten items at once, or as many as it is told', async () => {
    const minutes = Array.from({ length: 25 }, () => 1);
    expect(await report({ minutes })).toMatchObject({ most: 10, begun: 25 });
    expect(await report({ minutes, options: { concurrency: 3 } })).toMatchObject({ most: 3, begun: 25 });
    expect(await report({ minutes: [] })).toMatchObject({ begun: 0, values: [] });
  });

  it('refuses a concurrency that is no whole number from 1', async () => {
    for (const concurrency of [0, 1.5])
      expect((await report({ minutes: [1], options: { concurrency } })).thrown).toContain('a whole number from 1, not');
  });

  it('ends at the first failure: items at work are cancelled, others never begin', async () => {
    const minutes = [1, -2, 5, 1, 1];
    expect(await report({ minutes, options: { concurrency: 3 } })).toEqual({
      most: 3,
      begun: 4,
      ended: ['done 0', expect.any(String), expect.any(String), expect.any(String)],
      values: [],
      thrown: 'item 1 failed',
    });
  });

  it('goes on to the last item when it is told to', async () => {
    const options = { concurrency: 1, onFailure: 'continue' } as const;
    expect(await report({ minutes: [-1, 1, -1, 1], options })).toMatchObject({
      begun: 4,
      values: ['item 0 failed', 1, 'item 2 failed', 3],
    });
  });

  it('tolerates so many failures, and ends at the next one', async () => {
    const options = { concurrency: 1, onFailure: { tolerate: 1 } };
    expect(await report({ minutes: [-1, 1, 1], options })).toMatchObject({ values: ['item 0 failed', 1, 2] });
    expect(await report({ minutes: [-1, 1, -1, 1], options })).toMatchObject({
      begun: 3,
      thrown: 'item 2 failed',
    });
  });

  it('passes a cancel on to the items at work', async () => {
    const run = await bench.start('each', { minutes: [60, 60, 60], options: { concurrency: 2 } });
    await eventually('two are at work', async () => {
      const { events } = await run.fetchHistory();
      return events?.filter((event) => event.timerStartedEventAttributes).length === 2;
    });
    await run.cancel();
    expect(await run.result()).toMatchObject({ begun: 2, ended: ['cancelled 0', 'cancelled 1'], thrown: 'cancelled' });
  });
});

describe('an approval', () => {
  const decide = (run: Run, decision: Partial<Decision>): Promise<unknown> =>
    run.executeUpdate('approve', { args: [{ step: 'A', decision: 'approved', by: 'ann', ...decision }] });
  const begin = async (names: string[], options?: object): Promise<Run> => {
    const run = await bench.start('approvals', { names, ...(options && { options }) });
    await eventually('it waits', async () => ((await run.fetchHistory()).events?.length ?? 0) >= 4);
    return run;
  };

  it('waits for its own decision, and tells which others wait', async () => {
    const run = await begin(['A', 'B']);
    const edit = { amount: 5 };
    expect(await decide(run, { step: 'B', decision: 'rejected', comment: 'too much' })).toEqual({
      step: 'B',
      waiting: ['A'],
    });
    expect(await decide(run, { edit })).toEqual({ step: 'A', waiting: [] });
    expect(await run.result()).toEqual([
      { step: 'A', decision: 'approved', by: 'ann', edit },
      { step: 'B', decision: 'rejected', by: 'ann', comment: 'too much' },
    ]);
  });

  it.each<[string, Partial<Decision>, string]>([
    [
      'for another step',
      { step: 'Invoise' },
      "step does not wait for a decision; did you mean 'Invoice'? Waiting: A, Invoice",
    ],
    ['without a step', { step: 1 as unknown as string }, 'step does not wait for a decision'],
    ['that is none', { decision: 'perhaps' as 'approved' }, 'decision must be one of approved, rejected'],
    ['of nobody', { by: '' }, 'by must name the person who decides'],
  ])('refuses a decision %s, and nothing of it enters the history', async (_what, decision, said) => {
    const run = await begin(['A', 'Invoice']);
    await expect(decide(run, decision)).rejects.toMatchObject({
      cause: { type: 'InvalidInput', message: expect.stringContaining(said) as string },
    });
    const { events } = await run.fetchHistory();
    expect(events?.some((event) => event.workflowExecutionUpdateAcceptedEventAttributes)).toBe(false);
  });

  it('refuses a second decision', async () => {
    const run = await begin(['A', 'B']);
    await decide(run, {});
    await expect(decide(run, { decision: 'rejected' })).rejects.toMatchObject({
      cause: { message: expect.stringContaining('Waiting: B') as string },
    });
  });

  it('fails at its deadline, not before', async () => {
    const before = await bench.nowMs();
    const run = await begin(['A'], { deadline: '2d' });
    expect(await failureOf(run)).toMatchObject({
      type: 'ApprovalExpired',
      message: "Nobody decided on 'A' within 2d",
      details: { step: 'A' },
    });
    const { startTime, closeTime } = await run.describe();
    expect(startTime.getTime()).toBeGreaterThanOrEqual(before - 1_000);
    expect((closeTime?.getTime() ?? 0) - startTime.getTime()).toBeGreaterThanOrEqual(2 * 24 * 60 * minute);
  });

  it.each(['approved', 'rejected'] as const)('counts as %s at its deadline when it is told so', async (otherwise) => {
    const run = await begin(['A'], { deadline: '1h', otherwise });
    expect(await run.result()).toEqual([{ step: 'A', decision: otherwise, by: 'deadline' }]);
  });

  it('refuses a faulty deadline, and two of one name', async () => {
    expect(
      await failureOf(await bench.start('approvals', { names: ['A'], options: { deadline: 'soon' } })),
    ).toMatchObject({
      type: 'InvalidInput',
      message: expect.stringContaining("The deadline of 'A' must be") as string,
    });
    expect(await failureOf(await bench.start('approvals', { names: ['A', 'A'] }))).toMatchObject({
      type: 'InvalidInput',
      message: "An approval 'A' is already waiting",
    });
  });
});
