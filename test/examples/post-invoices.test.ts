import type { WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PostInvoicesInput, PostInvoicesResult } from '../../examples/post-invoices/workflows.js';
import type { Simulator } from '../../src/simulator/index.js';
import { replayHistories } from '../../src/testing/index.js';
import type { Decision } from '../../src/workflow.js';
import { eventually } from '../eventually.js';
import { startStackHere } from '../integration/stack.js';

const workflowsPath = fileURLToPath(new URL('../../examples/post-invoices/workflows.ts', import.meta.url));

type Run = WorkflowHandle<(input: PostInvoicesInput) => Promise<PostInvoicesResult>>;

async function stack(running = '500ms'): Promise<{ simulator: Simulator; start: (large: boolean) => Promise<Run> }> {
  const behaviour = { pending: '100ms', running, softStop: { after: '100ms', end: 'Stopped' as const } };
  const { simulator, client, taskQueue } = await startStackHere({
    scenario: {
      folders: ['Shared'],
      robots: [{ name: 'robot-a', capacity: 10 }],
      releases: ['Post', 'Cancel posting'].map((name) => ({ name, folder: 'Shared', behaviour })),
    },
    workflows: workflowsPath,
  });
  const start = (large: boolean): Promise<Run> => {
    const invoices = [1, 2, 3].map((count) => ({ number: `A-${count}`, amount: large && count === 3 ? 20_000 : 100 }));
    const options = { taskQueue, workflowId: `invoices-${randomUUID()}`, args: [{ day: '2026-11-23', invoices }] };
    return client.workflow.start('postInvoices', options) as Promise<Run>;
  };
  return { simulator, start };
}

const jobsOf = (simulator: Simulator): string[] =>
  simulator.jobs().map(({ ReleaseName, InputArguments }) => {
    const { number } = JSON.parse(String(InputArguments)) as { number: string };
    return `${String(ReleaseName)} ${number}`;
  });
const finished = (simulator: Simulator): number =>
  simulator.jobs().filter(({ State }) => State === 'Successful').length;
const decide = (run: Run, decision: Partial<Decision>): Promise<unknown> =>
  run.executeUpdate('approve', { args: [{ step: 'A-3', decision: 'approved', by: 'ann', ...decision }] });

describe('a team’s own workflow', () => {
  it('runs beside ours: children of its own, an approval, results in order', async () => {
    const { simulator, start } = await stack();
    const run = await start(true);
    await eventually('the small ones are posted', () => finished(simulator) === 2);
    await expect(decide(run, { step: 'A-4' })).rejects.toThrow();
    await expect(decide(run, { decision: 'perhaps' as 'approved' })).rejects.toThrow();
    await decide(run, {});
    expect(await run.result()).toEqual({ posted: ['A-1', 'A-2', 'A-3'], rejected: [] });
    await expect(decide(run, {})).rejects.toThrow();
    expect(jobsOf(simulator).sort()).toEqual(['Post A-1', 'Post A-2', 'Post A-3']);
  });

  it('goes on without what was rejected', async () => {
    const { simulator, start } = await stack();
    const run = await start(true);
    await eventually('the small ones are posted', () => finished(simulator) === 2);
    await decide(run, { decision: 'rejected' });
    expect(await run.result()).toEqual({ posted: ['A-1', 'A-2'], rejected: ['A-3'] });
  });

  it('undoes what was done, newest first, when a step fails, and fails with its failure', async () => {
    const { simulator, start } = await stack();
    const run = await start(true);
    await eventually('the small ones are posted', () => finished(simulator) === 2);
    simulator.addFault({ operation: 'StartJobs', fault: 'error', error: 'MachineMissing' });
    await decide(run, {});
    await expect(run.result()).rejects.toMatchObject({ cause: { cause: { type: 'RequestRefused' } } });
    const jobs = jobsOf(simulator);
    expect(jobs.slice(0, 2).sort()).toEqual(['Post A-1', 'Post A-2']);
    expect(jobs.slice(2).sort()).toEqual(['Cancel posting A-1', 'Cancel posting A-2']);
    expect(finished(simulator)).toBe(4);
  });

  it('undoes what was done when it is cancelled, and says what could not be undone', async () => {
    const { simulator, start } = await stack();
    const run = await start(true);
    await eventually('the small ones are posted', () => finished(simulator) === 2);
    simulator.addFault({ operation: 'StartJobs', fault: 'error', error: 'MachineMissing' });
    await run.cancel();
    await expect(run.result()).rejects.toMatchObject({
      cause: {
        type: 'CompensationIncomplete',
        details: [
          { undone: [expect.any(String)], notUndone: [{ name: expect.stringMatching(/^post A-[12]$/) as string }] },
        ],
      },
    });
    expect(jobsOf(simulator)).toHaveLength(3);
  });

  it('stops its jobs even when it is terminated', async () => {
    const { simulator, start } = await stack('10m');
    const run = await start(false);
    await eventually('all jobs run', () => simulator.jobs().filter(({ State }) => State === 'Running').length === 3);
    await run.terminate('test');
    await eventually('all jobs are stopped', () => simulator.jobs().every(({ State }) => State === 'Stopped'));
  });

  it('replays by the helper for users, which reports a change that would break runs in flight', async () => {
    const { simulator, start } = await stack();
    const run = await start(true);
    await eventually('the small ones are posted', () => finished(simulator) === 2);
    await decide(run, {});
    await run.result();
    const folder = await mkdtemp(join(tmpdir(), 'histories-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await expect(replayHistories({ workflows: workflowsPath, folder })).rejects.toThrow('There is no history');
    await writeFile(join(folder, 'post.json'), historyToJSON(await run.fetchHistory()));
    expect(await replayHistories({ workflows: workflowsPath, folder })).toEqual(['post.json']);
    const changed = fileURLToPath(new URL('../testing/changed/workflows.ts', import.meta.url));
    await expect(replayHistories({ workflows: changed, folder })).rejects.toThrow(/post\.json: .*[Nn]ondeterminism/);
  });
});
