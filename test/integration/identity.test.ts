import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { eventually } from '../eventually.js';
import { failureOf, type RunHandle, type Stack, startStack } from './stack.js';

const echo = { job: { folder: 'Shared', process: 'Echo', input: { a: 1 } } };
const slow = { job: { folder: 'Shared', process: 'Slow' } };

const calls = ({ simulator }: Stack, operation: string): number =>
  simulator.calls().filter((call) => call.operation === operation).length;

/** Resets a run to its last workflow task before the start was scheduled; gives the new run. */
async function resetToBeforeTheStart({ client }: Stack, run: RunHandle): Promise<RunHandle> {
  const { events } = await run.fetchHistory();
  const scheduled = (events ?? []).findIndex(
    (event) => event.activityTaskScheduledEventAttributes?.activityType?.name === 'startJobs',
  );
  const task = (events ?? []).slice(0, scheduled).findLast((event) => event.workflowTaskCompletedEventAttributes);
  const { runId } = await client.workflowService.resetWorkflowExecution({
    namespace: client.options.namespace,
    workflowExecution: { workflowId: run.workflowId },
    reason: 'test',
    requestId: randomUUID(),
    workflowTaskFinishEventId: task?.eventId ?? null,
  });
  return client.workflow.getHandle(run.workflowId, runId);
}

describe('whose job it is', () => {
  it('a reset run adopts the job of the run before it, finished or not', async () => {
    for (const input of [echo, slow]) {
      const stack = await startStack();
      const run = await stack.start(input);
      if (input === echo) await run.result();
      else await eventually('the job runs', () => stack.simulator.jobs()[0]?.State === 'Running');
      const again = await resetToBeforeTheStart(stack, run);
      if (input === slow) {
        await eventually(
          'it is followed',
          async () => (await again.query<{ jobs: unknown[] }>('status')).jobs.length === 1,
        );
        await again.cancel();
        expect(await failureOf(again)).toBeUndefined();
        expect(stack.simulator.jobs()[0]?.State).toBe('Stopped');
      } else expect(await again.result()).toMatchObject({ outcome: 'Successful', output: { a: 1 } });
      expect(stack.simulator.jobs()).toHaveLength(1);
      expect(calls(stack, 'StartJobs')).toBe(1);
    }
  });

  it('a second run with the same workflow id starts a job of its own', async () => {
    const stack = await startStack();
    const workflowId = `order-${randomUUID()}`;
    await (await stack.start(echo, workflowId)).result();
    await (await stack.start(echo, workflowId)).result();
    const references = stack.simulator.jobs().map(({ Reference }) => Reference);
    expect(new Set(references).size).toBe(2);
  });

  it('a workflow retry starts a job of its own, after the end of the one before it was seen', async () => {
    const stack = await startStack();
    const input = { job: { folder: 'Shared', process: 'Fails', input: { category: 'System', succeedOnAttempt: 2 } } };
    const run = await stack.client.workflow.start('runJob', {
      taskQueue: stack.taskQueue,
      workflowId: `order-${randomUUID()}`,
      args: [input],
      retry: { maximumAttempts: 3, initialInterval: '100ms' },
    });
    expect(await run.result()).toMatchObject({ outcome: 'Successful' });
    expect(stack.simulator.jobs().map(({ State }) => State)).toEqual(['Faulted', 'Successful']);
  });

  it('a workflow retry does not follow a start whose outcome is unknown', async () => {
    const stack = await startStack();
    stack.simulator.addFault({ operation: 'StartJobs', fault: 'drop', when: 'after' });
    stack.simulator.addFault({ operation: 'Jobs.list', fault: 'status', status: 500, times: 1_000 });
    const run = (await stack.client.workflow.start('runJob', {
      taskQueue: stack.taskQueue,
      workflowId: `order-${randomUUID()}`,
      args: [{ ...echo, deadlines: { start: '3s' }, stop: { confirm: '3s' } }],
      retry: { maximumAttempts: 3, initialInterval: '100ms' },
    })) as RunHandle;
    expect(await failureOf(run)).toMatchObject({ type: 'StartOutcomeUnknown' });
    expect(stack.simulator.jobs()).toHaveLength(1);
    expect(calls(stack, 'StartJobs')).toBe(1);
  });
});
