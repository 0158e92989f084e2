import { describe, expect, it } from 'vitest';
import type { RepairRequest } from '../../../src/contract/chain/progress.js';
import { type ChainHandle, failureOfChain, job, progressOf, reaches, undoneBy } from '../../chains.js';
import { chainBench } from '../kit/chain-bench.js';
import { refusalOf } from '../kit/time-skipping.js';

const bench = chainBench();

const repair = (run: ChainHandle, request: Partial<RepairRequest>): Promise<unknown> =>
  run.executeUpdate('repair', { args: [{ step: 'a', action: 'retry', ...request }] });

const chain = (process: string, more: object = {}): object => ({
  name: 'repair',
  steps: {
    before: { ...job('Post', 'before'), ...undoneBy('Cancel', 'before') },
    a: { needs: ['before'], ...job(process, 'a'), onFailure: 'pause', ...undoneBy('Cancel', 'a') },
    after: { needs: ['a'], ...job('Book', '{% steps.a.output.key %}') },
  },
  ...more,
});

describe('a step that waits for repair', () => {
  it('is done again by retry, and nothing else is', async () => {
    const backend = bench.backend();
    const run = await bench.startChain(chain('Fails once'));
    await reaches(run, 'a', 'needsRepair');
    expect((await progressOf(run)).steps[1]).toMatchObject({ state: 'needsRepair', error: { type: 'JobFaulted' } });
    await repair(run, { by: 'ann' });
    const { output, steps } = await run.result();
    expect(output).toEqual({ key: 'a' });
    expect(steps[1]).toMatchObject({ state: 'done', attempts: 2, decidedBy: 'ann' });
    expect(backend.jobsSoFar()).toEqual(['Post before', 'Fails once a', 'Fails once a', 'Book a']);
  });

  it('waits as long as it takes', async () => {
    bench.backend();
    const run = await bench.startChain(chain('Fails once'));
    await reaches(run, 'a', 'needsRepair');
    await bench.pass(90 * 86_400_000);
    await repair(run, {});
    expect(await run.result()).toMatchObject({ outcome: 'Successful' });
  });

  it('is done with another input by retryWith, and waits again when that fails', async () => {
    const backend = bench.backend();
    const run = await bench.startChain(chain('Fails twice'));
    await reaches(run, 'a', 'needsRepair');
    await repair(run, { action: 'retryWith', input: { key: 'b' } });
    await reaches(run, 'a', 'needsRepair');
    expect((await progressOf(run)).steps[1]?.attempts).toBe(2);
    await repair(run, { action: 'retryWith', input: { key: 'c' } });
    expect((await run.result()).output).toEqual({ key: 'c' });
    expect(backend.jobsSoFar()).toEqual(['Post before', 'Fails twice a', 'Fails twice b', 'Fails twice c', 'Book c']);
  });

  it('counts as done with what complete gives', async () => {
    const backend = bench.backend();
    const run = await bench.startChain(chain('Fails once'));
    await reaches(run, 'a', 'needsRepair');
    await repair(run, { action: 'complete', output: { key: 'by hand' } });
    const { output, steps } = await run.result();
    expect(output).toEqual({ key: 'by hand' });
    expect(steps[1]?.state).toBe('done');
    expect(backend.jobsSoFar()).toEqual(['Post before', 'Fails once a', 'Book by hand']);
  });

  it('is undone as others are when it was completed by hand and a later one fails', async () => {
    const backend = bench.backend();
    const steps = {
      a: { ...job('Fails once', 'a'), onFailure: 'pause', ...undoneBy('Cancel', '{% result.key %}') },
      b: { needs: ['a'], ...job('Fails') },
    };
    const run = await bench.startChain({ name: 'completed', steps });
    await reaches(run, 'a', 'needsRepair');
    await repair(run, { action: 'complete', output: { key: 'by hand' } });
    expect(await failureOfChain(run)).toMatchObject({ details: { step: 'b', undone: ['a'] } });
    expect(backend.jobsSoFar().at(-1)).toBe('Cancel by hand');
  });

  it('counts as skipped by skip, and gives nothing', async () => {
    bench.backend();
    const run = await bench.startChain({
      name: 'skipped',
      steps: { a: { ...job('Fails once'), onFailure: 'pause' } },
      output: '{% {"output": steps.a.output, "state": steps.a.state} %}',
    });
    await reaches(run, 'a', 'needsRepair');
    await repair(run, { action: 'skip' });
    expect((await run.result()).output).toEqual({ output: null, state: 'skipped' });
  });

  it('counts as failed by abort, and what was done is undone', async () => {
    const backend = bench.backend();
    const run = await bench.startChain(chain('Fails once'));
    await reaches(run, 'a', 'needsRepair');
    await repair(run, { action: 'abort' });
    expect(await failureOfChain(run)).toMatchObject({
      type: 'JobFaulted',
      details: { step: 'a', undone: ['before'] },
    });
    expect(backend.jobsSoFar()).toEqual(['Post before', 'Fails once a', 'Cancel before']);
  });

  it('refuses what cannot be, and says what can', async () => {
    bench.backend();
    const run = await bench.startChain(chain('Fails once'));
    await reaches(run, 'a', 'needsRepair');
    const refused = (request: Partial<RepairRequest>): Promise<string> => refusalOf(repair(run, request));
    expect(await refused({ step: 'b' })).toContain('step does not wait for repair');
    expect(await refused({ action: 'again' as 'retry' })).toContain('action must be one of retry, retryWith, skip');
    expect(await refused({ action: 'retryWith' })).toContain('input is missing');
    expect(await refused({ action: 'complete' })).toContain('output is missing');
    await repair(run, { action: 'abort' });
    expect((await failureOfChain(run))?.type).toBe('JobFaulted');
  });
});
