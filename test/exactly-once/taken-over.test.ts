import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { TestStack } from '../../src/testing/index.js';
import { eventually, type RunHandle, startStackHere } from '../integration/stack.js';
import { startWorkerProcess, type WorkerProcess } from '../worker/worker-process.js';

/** A stack whose workers are processes that a test pauses and kills. */
function startStack(): Promise<TestStack> {
  const timeouts = { connect: '20s', headers: '20s', body: '20s' };
  const auth = {
    kind: 'clientCredentials',
    clientId: 'sim-client',
    clientSecret: { env: 'SIMULATED_CLIENT_SECRET' },
    // Files need this scope.
    scope: 'OR.Jobs OR.Execution.Read OR.Folders',
  };
  return startStackHere({ worker: false, connections: { default: { auth, timeouts, effectWindow: '5s' } } });
}

async function worker(stack: TestStack): Promise<WorkerProcess> {
  const started = startWorkerProcess(stack.environment);
  await started.runs();
  return started;
}

const run = (stack: TestStack, input: object = {}): Promise<RunHandle> =>
  stack.client.workflow.start('runJob', {
    taskQueue: stack.taskQueue,
    workflowId: `taken-over-${randomUUID()}`,
    args: [{ job: { folder: 'Shared', process: 'Echo', input } }],
  }) as Promise<RunHandle>;

const starts = ({ simulator }: TestStack): number =>
  simulator.calls().filter(({ operation }) => operation === 'StartJobs').length;

/** Waits for the attempt of a start that Temporal has given to a worker. */
const startIsUnderWay = async (handle: RunHandle): Promise<void> => {
  const attempts = async (): Promise<string[]> => {
    const { raw } = await handle.describe();
    return (raw.pendingActivities ?? []).flatMap(({ activityType, lastStartedTime }) =>
      lastStartedTime ? [activityType?.name ?? ''] : [],
    );
  };
  await expect.poll(attempts, { timeout: 120_000, interval: 100 }).toContain('startJobs');
};

describe('a start whose attempt is taken over', () => {
  it.each([
    ['small', {}],
    ['large, sent as a file', { text: 'x'.repeat(20_000) }],
  ])(
    'makes one job when the worker is killed right after it sent an input that is %s',
    async (_, input) => {
      const stack = await startStack();
      stack.simulator.addFault({ operation: 'StartJobs', fault: 'drop', delayMs: 120_000, when: 'after' });
      const first = await worker(stack);
      const handle = await run(stack, input);
      await eventually('the job is there', () => stack.simulator.jobs().length === 1, 120_000);
      first.signal('SIGKILL');
      await first.ended;
      await worker(stack);
      expect((await handle.result()).outcome).toBe('Successful');
      expect(stack.simulator.jobs()).toHaveLength(1);
    },
    240_000,
  );

  it('is not sent by a worker that was paused before it sent, and resumed after another one finished', async () => {
    const stack = await startStack();
    const first = await worker(stack);
    // A large input is sent as a file before the start: there the worker waits while it is paused.
    stack.simulator.addFault({ operation: 'Attachments.create', fault: 'delay', delayMs: 5_000, when: 'before' });
    const handle = await run(stack, { text: 'x'.repeat(20_000) });
    await eventually('the file is on its way', () => stack.simulator.faults().length === 0, 120_000);
    first.signal('SIGSTOP');
    await worker(stack);
    expect((await handle.result()).outcome).toBe('Successful');
    expect(starts(stack)).toBe(1);
    first.signal('SIGCONT');
    // It ends only when its attempts have.
    first.signal('SIGTERM');
    await first.ended;
    expect(stack.simulator.jobs()).toHaveLength(1);
    expect(starts(stack)).toBe(1);
  }, 240_000);

  it('makes one job when the run is reset while the call is under way', async () => {
    const stack = await startStack();
    await worker(stack);
    stack.simulator.addFault({ operation: 'StartJobs', fault: 'delay', delayMs: 4_000, when: 'before' });
    const handle = await run(stack);
    await startIsUnderWay(handle);
    await eventually('the start is on its way', () => stack.simulator.faults().length === 0, 120_000);
    const { runId } = await handle.describe();
    await stack.client.workflowService.resetWorkflowExecution({
      namespace: stack.client.options.namespace,
      workflowExecution: { workflowId: handle.workflowId, runId },
      workflowTaskFinishEventId: 4 as unknown as Long,
      requestId: randomUUID(),
      reason: 'a test',
    });
    const again = stack.client.workflow.getHandle(handle.workflowId) as unknown as RunHandle;
    expect((await again.result()).outcome).toBe('Successful');
    expect(stack.simulator.jobs()).toHaveLength(1);
  }, 240_000);
});
