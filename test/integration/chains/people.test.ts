import { describe, expect, it } from 'vitest';
import { job, progressOf, reaches, undoneBy } from '../../chains.js';
import { startChainStack } from './chain-stack.js';

describe('people', () => {
  it('approve one step and repair another, while the chain is paused and resumed', async () => {
    const { startChain, jobsSoFar } = await startChainStack();
    const run = await startChain({
      name: 'people',
      steps: {
        a: { ...job('Fails once', 'a'), onFailure: 'pause', ...undoneBy('Cancel', 'a') },
        review: { needs: ['a'], approval: { value: { amount: 7 }, deadline: '1h' } },
        pay: { needs: ['review'], ...job('Book', '{% steps.review.output.value.amount %}') },
      },
    });
    await reaches(run, 'a', 'needsRepair');
    await run.executeUpdate('repair', { args: [{ step: 'a', action: 'retry', by: 'ann' }] });
    await reaches(run, 'review', 'running');
    expect(await run.executeUpdate('pause')).toMatchObject({ paused: true });
    const decision = { step: 'review', decision: 'approved', by: 'ann', edit: { amount: 8 } };
    await run.executeUpdate('approve', { args: [decision] });
    await reaches(run, 'review', 'done');
    expect((await progressOf(run)).steps[2]?.state).toBe('waiting');
    expect(await run.executeUpdate('resume')).toMatchObject({ paused: false });
    const { output, steps } = await run.result();
    expect(output).toEqual({ key: 8 });
    expect(steps).toMatchObject([{ attempts: 2, decidedBy: 'ann' }, { decidedBy: 'ann' }, { state: 'done' }]);
    expect(jobsSoFar()).toEqual(['Fails once a', 'Fails once a', 'Book 8']);
  });
});
