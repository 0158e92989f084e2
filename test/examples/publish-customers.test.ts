import type { WorkflowHandle } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { publishCustomers } from '../../examples/publish-customers/workflows.js';
import type { Simulator } from '../../src/simulator/index.js';
import { workflowCode } from '../../src/worker/workflow-code.js';
import { eventually } from '../eventually.js';
import { startStackHere } from '../integration/stack.js';

const example = (path: string): string =>
  fileURLToPath(new URL(`../../examples/publish-customers/${path}`, import.meta.url));
const workflowsPath = example('workflows.ts');

type Run = WorkflowHandle<typeof publishCustomers>;

/** A worker with a connection to each back end; `publishing`: how the last step ends. */
async function stack(publishing: 'Successful' | 'Faulted' = 'Successful', timeScale = 50, declared = false) {
  const behaviour = { pending: '10ms', running: '10ms' };
  const plain = ['Extract customers', 'Release customers', 'Withdraw customers'];
  const { simulator, client, taskQueue } = await startStackHere({
    simulator: { timeScale },
    scenario: {
      folders: ['Shared'],
      robots: [{ name: 'robot-a', capacity: 10 }],
      releases: [
        ...plain.map((name) => ({
          name,
          folder: 'Shared',
          behaviour: { ...behaviour, outcomes: [{ end: 'Successful' as const, output: { count: 3 } }] },
        })),
        { name: 'Publish customers', folder: 'Shared', behaviour: { ...behaviour, outcomes: [{ end: publishing }] } },
      ],
    },
    connections: { default: {}, 'master-data': { type: 'infolink' } },
    ...(declared ? { chains: example('chains') } : { workflows: workflowsPath }),
  });
  const input = { day: '2026-11-23' };
  const args = declared ? [{ chain: 'publish-customers', input }] : [input];
  const options = { taskQueue, workflowId: `customers-${randomUUID()}`, args };
  const run = (await client.workflow.start(declared ? 'runChain' : 'publishCustomers', options)) as Run;
  return { simulator, run };
}

/** What ran on both back ends, in the order of the starts. */
function ran(simulator: Simulator): string[] {
  const robots = simulator.jobs().map(({ ReleaseName, CreationTime }) => [String(CreationTime), String(ReleaseName)]);
  const operations = simulator.infoLinkJobs().map(({ startTime, opName }) => [startTime, opName]);
  return [...robots, ...operations]
    .sort(([a = ''], [b = '']) => Date.parse(a) - Date.parse(b))
    .map(([, name]) => name ?? '');
}

const forward = ['Extract customers', 'MergeCustomers', 'Publish customers'];

describe('a workflow over two back ends', () => {
  it('hands data from one to the other, and replays', async () => {
    const { simulator, run } = await stack();
    expect(await run.result()).toEqual({ day: '2026-11-23', customers: 3 });
    expect(ran(simulator)).toEqual(forward);
    const code = await workflowCode({ workflowBundlePath: undefined, workflowsPath });
    await Worker.runReplayHistory(
      { workflowBundle: code.workflowBundle as { code: string } },
      await run.fetchHistory(),
      run.workflowId,
    );
  });

  it('undoes on both what was done when a robot fails', async () => {
    const { simulator, run } = await stack('Faulted');
    await expect(run.result()).rejects.toMatchObject({ cause: { cause: { type: 'JobFaulted' } } });
    expect(ran(simulator)).toEqual([...forward, 'UnmergeCustomers', 'Release customers']);
  });

  it('undoes what the robot did when InfoLink refuses', async () => {
    const { simulator, run } = await stack();
    const body = { status: 'error', result: { message: 'No licence.' } };
    simulator.addFault({ operation: 'InfoLink.executeJob', fault: 'status', status: 200, body });
    await expect(run.result()).rejects.toMatchObject({ cause: { cause: { type: 'RequestRefused' } } });
    expect(ran(simulator)).toEqual(['Extract customers', 'Release customers']);
  });

  it('stops what runs and undoes it when it is cancelled', async () => {
    const { simulator, run } = await stack('Successful', 1);
    await eventually('the merge runs', () => simulator.infoLinkJobs().length === 1);
    await run.cancel();
    await expect(run.result()).rejects.toThrow();
    expect((await run.describe()).status.name).toBe('CANCELLED');
    expect(ran(simulator)).toEqual(['Extract customers', 'MergeCustomers', 'UnmergeCustomers', 'Release customers']);
    expect(simulator.infoLinkJobs()[0]?.status).not.toBe('running');
  });
});

describe('the same as a declared chain', () => {
  it('hands data from one to the other', async () => {
    const { simulator, run } = await stack('Successful', 50, true);
    expect(await run.result()).toMatchObject({ output: { day: '2026-11-23', customers: 3 } });
    expect(ran(simulator)).toEqual(forward);
  });

  it('undoes on both what was done when a robot fails', async () => {
    const { simulator, run } = await stack('Faulted', 50, true);
    await expect(run.result()).rejects.toMatchObject({
      cause: { type: 'JobFaulted', details: [{ step: 'publish', undone: ['merge', 'extract'], notUndone: [] }] },
    });
    expect(ran(simulator)).toEqual([...forward, 'UnmergeCustomers', 'Release customers']);
  });
});
