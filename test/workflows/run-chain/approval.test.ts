import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../src/workflow.js';
import { type ChainHandle, failureOfChain, job, progressOf, reaches, statesOf, undoneBy } from '../../chains.js';
import { chainBench } from '../kit/chain-bench.js';
import { refusalOf } from '../kit/time-skipping.js';

const bench = chainBench();
const dayMs = 86_400_000;

const decide = (run: ChainHandle, decision: Partial<Decision>): Promise<unknown> =>
  run.executeUpdate('approve', { args: [{ step: 'review', decision: 'approved', by: 'ann', ...decision }] });

const chain = (approval: object, more: object = {}): object => ({
  name: 'approval',
  steps: {
    a: { ...job('Post', 'a'), ...undoneBy('Cancel', 'a') },
    review: {
      needs: ['a'],
      approval: { value: { amount: 7 }, message: "{% 'Pay ' & steps.a.output.key & '?' %}", ...approval },
    },
    pay: { needs: ['review'], ...job('Book', '{% steps.review.output.value.amount %}'), ...more },
  },
});

describe('an approval', () => {
  it('lets the chain go on when somebody approves, and takes one decision only', async () => {
    const backend = bench.backend();
    const run = await bench.startChain(chain({}));
    await reaches(run, 'review', 'running');
    expect(await progressOf(run)).toMatchObject({ approvals: ['review'], percent: 33 });
    await decide(run, { comment: 'fine' });
    const { output, steps } = await run.result();
    expect(output).toEqual({ key: 7 });
    expect(steps[1]).toMatchObject({ name: 'review', state: 'done', decidedBy: 'ann' });
    expect(backend.jobsSoFar()).toEqual(['Post a', 'Book 7']);
    await expect(decide(run, {})).rejects.toThrow();
  });

  it('refuses what is no decision, and says why', async () => {
    bench.backend();
    const run = await bench.startChain(chain({}));
    await reaches(run, 'review', 'running');
    expect(await refusalOf(decide(run, { step: 'reviev' }))).toContain("did you mean 'review'");
    expect(await refusalOf(decide(run, { step: 'pay' }))).toContain('step does not wait for a decision');
    expect(await refusalOf(decide(run, { decision: 'yes' as 'approved' }))).toBe(
      'decision must be one of approved, rejected',
    );
    expect(await refusalOf(decide(run, { by: '' }))).toBe('by must name the person who decides');
    expect(await statesOf(run)).toEqual({ a: 'done', review: 'running', pay: 'waiting' });
  });

  it('refuses a second decision while the chain goes on', async () => {
    bench.backend();
    const run = await bench.startChain({
      name: 'two',
      steps: { review: { approval: {} }, other: { approval: {} } },
    });
    await reaches(run, 'other', 'running');
    await decide(run, {});
    expect(await refusalOf(decide(run, {}))).toContain('Waiting: other');
    await decide(run, { step: 'other' });
    expect(await statesOf(run)).toEqual({ review: 'done', other: 'done' });
  });

  it('hands on what was edited', async () => {
    bench.backend();
    const run = await bench.startChain(chain({}));
    await reaches(run, 'review', 'running');
    await decide(run, { edit: { amount: 8 } });
    expect((await run.result()).output).toEqual({ key: 8 });
  });

  it('fails its step when it is rejected, and what was done is undone', async () => {
    const backend = bench.backend();
    const run = await bench.startChain(chain({}));
    await reaches(run, 'review', 'running');
    await decide(run, { decision: 'rejected', comment: 'too much' });
    const failure = await failureOfChain(run);
    expect(failure).toMatchObject({ type: 'ApprovalRejected', details: { step: 'review', undone: ['a'] } });
    expect(failure?.message).toContain('was rejected by ann: too much');
    expect(backend.jobsSoFar()).toEqual(['Post a', 'Cancel a']);
  });

  it('is a value like another where rejection is to continue', async () => {
    const backend = bench.backend();
    const run = await bench.startChain(
      chain({ onRejected: 'continue' }, { when: "{% steps.review.output.decision = 'approved' %}" }),
    );
    await reaches(run, 'review', 'running');
    await decide(run, { decision: 'rejected' });
    await run.result();
    expect(await statesOf(run)).toEqual({ a: 'done', review: 'done', pay: 'skipped' });
    expect(backend.jobsSoFar()).toEqual(['Post a']);
  });

  it('expires at its deadline, after a reminder', async () => {
    const startedAtMs: number[] = [];
    const backend = bench.backend((fake) => ({
      startJobs: async (input) => {
        startedAtMs.push(await bench.nowMs());
        return { jobs: fake.startJobs(input), adopted: false };
      },
    }));
    const run = await bench.startChain(
      chain({ deadline: '3d', reminder: { after: '1d', ...job('Extract', 'remind') } }),
    );
    const failure = await failureOfChain(run);
    expect(failure).toMatchObject({ type: 'ApprovalExpired', details: { undone: ['a'] } });
    expect(failure?.message).toContain("Nobody decided on 'review' within 3d");
    expect(backend.jobsSoFar()).toEqual(['Post a', 'Extract remind', 'Cancel a']);
    const [posted = 0, reminded = 0, cancelled = 0] = startedAtMs;
    expect(Math.floor((reminded - posted) / dayMs)).toBe(1);
    expect(Math.floor((cancelled - posted) / dayMs)).toBe(3);
  });

  it('takes no harm from a reminder that fails', async () => {
    const backend = bench.backend();
    const run = await bench.startChain(
      chain({ deadline: '3d', otherwise: 'approved', reminder: { after: '1d', ...job('Fails', 'remind') } }),
    );
    expect((await run.result()).output).toEqual({ key: 7 });
    expect(backend.jobsSoFar()).toEqual(['Post a', 'Fails remind', 'Book 7']);
  });

  it('reminds nobody once it is decided', async () => {
    const backend = bench.backend();
    const run = await bench.startChain(
      chain({ reminder: { after: '1d', ...job('Extract', 'remind') } }, { wait: '2d', job: undefined }),
    );
    await reaches(run, 'review', 'running');
    await decide(run, {});
    await run.result();
    expect(backend.jobsSoFar()).toEqual(['Post a']);
  });

  it('is decided by its deadline where the chain says how', async () => {
    bench.backend();
    const run = await bench.startChain(chain({ deadline: '30d', otherwise: 'approved' }));
    const { output, steps } = await run.result();
    expect(output).toEqual({ key: 7 });
    expect(steps[1]?.decidedBy).toBe('deadline');
  });

  it('is rejected by its deadline where the chain says so', async () => {
    const backend = bench.backend();
    const run = await bench.startChain(chain({ deadline: '30d', otherwise: 'rejected' }));
    const failure = await failureOfChain(run);
    expect(failure).toMatchObject({ type: 'ApprovalRejected', details: { undone: ['a'] } });
    expect(failure?.message).toContain("'review' was rejected by deadline");
    expect(backend.jobsSoFar()).toEqual(['Post a', 'Cancel a']);
  });
});
