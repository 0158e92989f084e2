import type { WorkflowHandle } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SweepOrphansResult } from '../../src/contract/sweep-orphans.js';
import { type Place, sharedWorker } from './shared-worker.js';
import { eventually } from '../eventually.js';

const place = sharedWorker();
const slow = { job: { folder: 'Shared', process: 'Slow' } };

function sweep({ client, taskQueue, connection }: Place, input: object = {}): Promise<SweepOrphansResult> {
  const options = { taskQueue, workflowId: `sweep-${randomUUID()}`, args: [{ connection, ...input }] };
  return client.workflow.execute('sweepOrphans', options) as Promise<SweepOrphansResult>;
}

describe.concurrent('the sweep', () => {
  it('finds exactly the running jobs of eight terminated runs, and stops them when told to', async () => {
    const stack = await place();
    const runs = await Promise.all(Array.from({ length: 11 }, () => stack.start(slow)));
    const finished = await stack.start({ job: { folder: 'Shared', process: 'Echo' } });
    await finished.result();
    await eventually(
      'all jobs run',
      () => stack.simulator.jobs().filter(({ State }) => State === 'Running').length === 11,
    );
    const terminated = runs.slice(0, 8);
    await Promise.all(terminated.map((run) => run.terminate('test')));

    let report: SweepOrphansResult | undefined;
    await eventually('the visibility store has caught up', async () => {
      report = await sweep(stack);
      return report.orphans.every(({ run }) => run === 'Terminated');
    });
    expect(report).toMatchObject({ looked: 11, more: false });
    const idsOf = (orphans: { workflowId?: string }[]): unknown[] => orphans.map(({ workflowId }) => workflowId).sort();
    expect(idsOf(report?.orphans ?? [])).toEqual(idsOf(terminated));
    for (const orphan of report?.orphans ?? []) {
      expect(orphan).toMatchObject({ folder: 'Shared', run: 'Terminated', job: { state: 'Running' } });
      expect(orphan.job.link).toContain(orphan.job.key);
      expect(orphan.stopped).toBeUndefined();
    }
    expect(stack.simulator.jobs().filter(({ State }) => State === 'Running')).toHaveLength(11);

    const stopped = await sweep(stack, { folders: ['Shared'], stop: { grace: '10s', confirm: '30s' } });
    expect(stopped.orphans.map((orphan) => orphan.stopped)).toEqual(Array.from({ length: 8 }, () => true));
    expect(stack.simulator.jobs().filter(({ State }) => State === 'Running')).toHaveLength(3);
    expect(await sweep(stack)).toMatchObject({ looked: 3, orphans: [] });
    await Promise.all(runs.slice(8).map((run) => run.cancel()));
    await Promise.all(runs.slice(8).map((run) => run.result().catch(() => undefined)));
  }, 120_000);

  it('leaves a job whose run was reset, and one of a run that nobody knows any more unless told to stop it', async () => {
    const stack = await place();
    const run = await stack.start(slow);
    await eventually('the job runs', () => stack.simulator.jobs()[0]?.State === 'Running');
    const { runId } = await run.describe();
    await stack.client.workflowService.resetWorkflowExecution({
      namespace: stack.client.options.namespace,
      workflowExecution: { workflowId: run.workflowId },
      reason: 'test',
      requestId: randomUUID(),
      workflowTaskFinishEventId: 4 as unknown as Long,
    });
    await eventually('the new run follows it', async () => {
      const state = await stack.client.workflow.getHandle(run.workflowId).query<{ jobs: unknown[] }>('status');
      return state.jobs.length === 1;
    });
    expect(await sweep(stack)).toMatchObject({ looked: 1, orphans: [] });

    await stack.client.workflowService.deleteWorkflowExecution({
      namespace: stack.client.options.namespace,
      workflowExecution: { workflowId: run.workflowId },
    });
    const deletedFirst = stack.client.workflow.getHandle(run.workflowId, runId);
    await stack.client.workflowService.deleteWorkflowExecution({
      namespace: stack.client.options.namespace,
      workflowExecution: { workflowId: run.workflowId, runId: runId },
    });
    const gone = (handle: WorkflowHandle): Promise<boolean> =>
      handle.describe().then(
        () => false,
        () => true,
      );
    // The server deletes in its own time, and later on a busy machine.
    await eventually(
      'both runs are deleted',
      async () => (await gone(deletedFirst)) && (await gone(stack.client.workflow.getHandle(run.workflowId))),
      90_000,
    );
    let report = await sweep(stack, { stop: { grace: '10s', confirm: '30s' } });
    await eventually('the list of runs has forgotten them', async () => {
      report = await sweep(stack, { stop: { grace: '10s', confirm: '30s' } });
      return report.orphans[0]?.run === 'Deleted';
    });
    expect(report.orphans).toHaveLength(1);
    expect(report.orphans[0]?.stopped).toBeUndefined();
    const told = await sweep(stack, { stop: { grace: '10s', confirm: '30s' }, deletedRuns: 'stop' });
    expect(told.orphans).toMatchObject([{ run: 'Deleted', stopped: true }]);
    expect(stack.simulator.jobs().map(({ State }) => State)).toEqual(['Stopped']);
  }, 180_000);

  it('looks at all open jobs where the server cannot filter by reference', async () => {
    const stack = await place();
    const run = await stack.start(slow);
    await eventually('the job runs', () => stack.simulator.jobs()[0]?.State === 'Running');
    await run.terminate('test');
    const body = { message: 'Invalid OData query options.', errorCode: 1000 };
    stack.simulator.addFault({ operation: 'Jobs.list', fault: 'status', status: 400, body });
    expect(await sweep(stack, { folders: ['Shared'] })).toMatchObject({ orphans: [{ workflowId: run.workflowId }] });
  });
});
