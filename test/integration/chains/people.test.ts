import { describe, expect, it } from 'vitest';
import type { RepairRequest } from '../../../src/contract/chain/progress.js';
import type { Decision } from '../../../src/workflow.js';
import { eventually } from '../stack.js';
import {
  type ChainHandle,
  failureOfChain,
  job,
  progressOf,
  reaches,
  startChainStack,
  statesOf,
} from './chain-stack.js';

const decide = (run: ChainHandle, decision: Partial<Decision>): Promise<unknown> =>
  run.executeUpdate('approve', { args: [{ step: 'review', decision: 'approved', by: 'ann', ...decision }] });
const repair = (run: ChainHandle, request: Partial<RepairRequest>): Promise<unknown> =>
  run.executeUpdate('repair', { args: [{ step: 'a', action: 'retry', ...request }] });

describe('an approval', () => {
  const chain = (approval: object, more: object = {}): object => ({
    name: 'approval',
    steps: {
      a: { ...job('Post', 'a'), compensate: job('Cancel', 'a') },
      review: {
        needs: ['a'],
        approval: { value: { amount: 7 }, message: "{% 'Pay ' & steps.a.output.key & '?' %}", ...approval },
      },
      pay: { needs: ['review'], ...job('Book', '{% steps.review.output.value.amount %}'), ...more },
    },
  });

  it('lets the chain go on when somebody approves; refuses what is no decision', async () => {
    const { startChain, jobsSoFar } = await startChainStack();
    const run = await startChain(chain({}));
    await eventually('it waits', async () => (await progressOf(run).catch(() => undefined))?.approvals[0] === 'review');
    await expect(decide(run, { step: 'reviev' })).rejects.toMatchObject({
      cause: { message: expect.stringContaining("did you mean 'review'") as string },
    });
    await expect(decide(run, { decision: 'yes' as 'approved' })).rejects.toThrow();
    await expect(decide(run, { by: '' })).rejects.toThrow();
    await decide(run, { comment: 'fine' });
    const { output, steps } = await run.result();
    expect(output).toEqual({ key: 7 });
    expect(steps[1]).toMatchObject({ name: 'review', state: 'done', decidedBy: 'ann' });
    expect(jobsSoFar()).toEqual(['Post a', 'Book 7']);
    await expect(decide(run, {})).rejects.toThrow();
  });

  it('hands on what was edited', async () => {
    const { startChain } = await startChainStack();
    const run = await startChain(chain({}));
    await reaches(run, 'review', 'running');
    await decide(run, { edit: { amount: 8 } });
    expect((await run.result()).output).toEqual({ key: 8 });
  });

  it('fails its step when it is rejected, and what was done is undone', async () => {
    const { startChain, jobsSoFar } = await startChainStack();
    const run = await startChain(chain({}));
    await reaches(run, 'review', 'running');
    await decide(run, { decision: 'rejected', comment: 'too much' });
    const failure = await failureOfChain(run);
    expect(failure).toMatchObject({ type: 'ApprovalRejected', details: { step: 'review', undone: ['a'] } });
    expect(failure?.message).toContain('was rejected by ann: too much');
    expect(jobsSoFar()).toEqual(['Post a', 'Cancel a']);
  });

  it('is a value like another where rejection is to continue', async () => {
    const { startChain, jobsSoFar } = await startChainStack();
    const run = await startChain(
      chain({ onRejected: 'continue' }, { when: "{% steps.review.output.decision = 'approved' %}" }),
    );
    await reaches(run, 'review', 'running');
    await decide(run, { decision: 'rejected' });
    await run.result();
    expect(await statesOf(run)).toEqual({ a: 'done', review: 'done', pay: 'skipped' });
    expect(jobsSoFar()).toEqual(['Post a']);
  });

  it('expires at its deadline, after a reminder', async () => {
    const { startChain, jobsSoFar } = await startChainStack();
    const run = await startChain(chain({ deadline: '5s', reminder: { after: '100ms', ...job('Extract', 'remind') } }));
    expect(await failureOfChain(run)).toMatchObject({ type: 'ApprovalExpired', details: { undone: ['a'] } });
    expect(jobsSoFar()).toEqual(['Post a', 'Extract remind', 'Cancel a']);
  });

  it('is decided by its deadline where the chain says how', async () => {
    const { startChain } = await startChainStack();
    const run = await startChain(chain({ deadline: '1s', otherwise: 'approved' }));
    const { output, steps } = await run.result();
    expect(output).toEqual({ key: 7 });
    expect(steps[1]?.decidedBy).toBe('deadline');
  });
});

describe('a step that waits for repair', () => {
  const chain = (process: string, more: object = {}): object => ({
    name: 'repair',
    steps: {
      before: { ...job('Post', 'before'), compensate: job('Cancel', 'before') },
      a: { needs: ['before'], ...job(process, 'a'), onFailure: 'pause', compensate: job('Cancel', 'a'), ...more },
      after: { needs: ['a'], ...job('Book', '{% steps.a.output.key %}') },
    },
  });

  it('is done again by retry, and nothing else is', async () => {
    const { startChain, jobsSoFar } = await startChainStack();
    const run = await startChain(chain('Fails once'));
    await reaches(run, 'a', 'needsRepair');
    expect((await progressOf(run)).steps[1]).toMatchObject({ state: 'needsRepair', error: { type: 'JobFaulted' } });
    await repair(run, { by: 'ann' });
    const { output, steps } = await run.result();
    expect(output).toEqual({ key: 'a' });
    expect(steps[1]).toMatchObject({ state: 'done', attempts: 2, decidedBy: 'ann' });
    expect(jobsSoFar()).toEqual(['Post before', 'Fails once a', 'Fails once a', 'Book a']);
  });

  it('is done with another input by retryWith', async () => {
    const { startChain, jobsSoFar } = await startChainStack();
    const run = await startChain(chain('Fails once'));
    await reaches(run, 'a', 'needsRepair');
    await repair(run, { action: 'retryWith', input: { key: 'b' } });
    // Equal inputs share the outcomes of the simulated process, so another one faults again.
    await eventually('it waits again', async () => ((await progressOf(run)).steps[1]?.attempts ?? 0) === 2);
    await reaches(run, 'a', 'needsRepair');
    await repair(run, { action: 'retryWith', input: { key: 'b' } });
    expect((await run.result()).output).toEqual({ key: 'b' });
    expect(jobsSoFar()).toEqual(['Post before', 'Fails once a', 'Fails once b', 'Fails once b', 'Book b']);
  });

  it('counts as done, as skipped or as failed by complete, skip and abort', async () => {
    const { startChain, jobsSoFar } = await startChainStack();
    const [completed, skipped, aborted] = await Promise.all([
      startChain(chain('Fails')),
      startChain({
        ...chain('Fails'),
        output: '{% steps.a.output %}',
        steps: { a: { ...job('Fails'), onFailure: 'pause' } },
      }),
      startChain(chain('Fails')),
    ]);
    await Promise.all([completed, skipped, aborted].map((run) => reaches(run, 'a', 'needsRepair')));
    await repair(completed, { action: 'complete', output: { key: 'by hand' } });
    await repair(skipped, { action: 'skip' });
    await repair(aborted, { action: 'abort' });
    expect((await completed.result()).output).toEqual({ key: 'by hand' });
    expect((await skipped.result()).output).toBeNull();
    expect(await failureOfChain(aborted)).toMatchObject({
      type: 'JobFaulted',
      details: { step: 'a', undone: ['before'] },
    });
    expect(jobsSoFar().filter((text) => text.startsWith('Cancel'))).toEqual(['Cancel before']);
  });

  it('refuses what cannot be, and says what can', async () => {
    const { startChain } = await startChainStack();
    const run = await startChain(chain('Fails'));
    await reaches(run, 'a', 'needsRepair');
    const refused = (request: Partial<RepairRequest>): Promise<string> =>
      repair(run, request).then(
        () => 'taken',
        (error: unknown) => (error as { cause: Error }).cause.message,
      );
    expect(await refused({ step: 'b' })).toContain('step does not wait for repair');
    expect(await refused({ action: 'again' as 'retry' })).toContain('action must be one of retry, retryWith, skip');
    expect(await refused({ action: 'retryWith' })).toContain('input is missing');
    expect(await refused({ action: 'complete' })).toContain('output is missing');
    await repair(run, { action: 'abort' });
    expect((await failureOfChain(run))?.type).toBe('JobFaulted');
  });
});

describe('a pause', () => {
  it('begins nothing more until it is over; what is in work goes on', async () => {
    const { startChain, jobsSoFar } = await startChainStack();
    const run = await startChain({
      name: 'pause',
      steps: { a: job('Post', 'a'), b: { needs: ['a'], ...job('Post', 'b') } },
    });
    expect(await run.executeUpdate('pause')).toMatchObject({ paused: true });
    await reaches(run, 'a', 'done');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await statesOf(run)).toEqual({ a: 'done', b: 'waiting' });
    expect(await run.executeUpdate('resume')).toMatchObject({ paused: false });
    await run.result();
    expect(jobsSoFar()).toEqual(['Post a', 'Post b']);
  });
});
