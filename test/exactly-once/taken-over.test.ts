import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, type onTestFinished } from 'vitest';
import type { TestStack } from '../../src/testing/index.js';
import { TemporalProxy } from '../chaos/temporal-proxy.js';
import { eventually } from '../eventually.js';
import { type RunHandle, startStackHere } from '../integration/stack.js';
import { startWorkerProcess, type WorkerProcess } from '../worker/worker-process.js';

/** What ends with a test that runs beside others. */
interface Context {
  onTestFinished: typeof onTestFinished;
}

interface Place extends TestStack {
  /** Starts a worker as a process, which the test may pause and kill. */
  worker: (more?: Record<string, string>) => Promise<WorkerProcess>;
}

async function startStack({ onTestFinished: atEnd }: Context): Promise<Place> {
  const timeouts = { connect: '20s', headers: '20s', body: '20s' };
  const auth = {
    kind: 'clientCredentials',
    clientId: 'sim-client',
    clientSecret: { env: 'SIMULATED_CLIENT_SECRET' },
    // Files need this scope.
    scope: 'OR.Jobs OR.Execution.Read OR.Folders',
  };
  const connections = { default: { auth, timeouts, effectWindow: '5s' } };
  const stack = await startStackHere({ worker: false, connections }, atEnd);
  return {
    ...stack,
    worker: async (more) => {
      const started = startWorkerProcess({ ...stack.environment, ...more }, atEnd);
      await started.runs();
      return started;
    },
  };
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
const startIsUnderWay = (handle: RunHandle): Promise<void> =>
  eventually(
    'an attempt of startJobs has begun',
    async () => {
      const { raw } = await handle.describe();
      const attempts = raw.pendingActivities ?? [];
      return attempts.some(
        ({ activityType, lastStartedTime }) => activityType?.name === 'startJobs' && lastStartedTime,
      );
    },
    120_000,
  );

describe.concurrent('a start whose attempt is taken over', () => {
  it('makes one job when the worker is killed 0 to 5 s after it sent an input, small or as a file', async (context) => {
    const stack = await startStack(context);
    const inputs = [{}, { text: 'x'.repeat(20_000) }];
    const seconds = [5, 4, 3, 2, 1, 0];
    const fault = { operation: 'StartJobs', fault: 'drop', delayMs: 120_000, when: 'after' } as const;
    stack.simulator.addFault({ ...fault, times: inputs.length * seconds.length });
    const first = await stack.worker();
    const handles: RunHandle[] = [];
    for (const before of seconds) {
      handles.push(...(await Promise.all(inputs.map((input) => run(stack, input)))));
      await eventually('the jobs are there', () => stack.simulator.jobs().length === handles.length, 120_000);
      if (before > 0) await sleep(1_000);
    }
    first.signal('SIGKILL');
    await first.ended;
    await stack.worker();
    for (const handle of handles) expect((await handle.result()).outcome).toBe('Successful');
    expect(stack.simulator.jobs()).toHaveLength(handles.length);
  }, 240_000);

  it('is not sent by a worker that was paused before it sent, and resumed after another one finished', async (context) => {
    const stack = await startStack(context);
    const first = await stack.worker();
    // A large input is sent as a file before the start: there the worker waits while it is paused.
    stack.simulator.addFault({ operation: 'Attachments.create', fault: 'delay', delayMs: 5_000, when: 'before' });
    const handle = await run(stack, { text: 'x'.repeat(20_000) });
    await eventually('the file is on its way', () => stack.simulator.faults().length === 0, 120_000);
    first.signal('SIGSTOP');
    await stack.worker();
    expect((await handle.result()).outcome).toBe('Successful');
    expect(starts(stack)).toBe(1);
    first.signal('SIGCONT');
    // It ends only when its attempts have.
    first.signal('SIGTERM');
    await first.ended;
    expect(stack.simulator.jobs()).toHaveLength(1);
    expect(starts(stack)).toBe(1);
  }, 240_000);

  it('makes one job when the worker is cut from Temporal while a slow server acts on its call', async (context) => {
    const stack = await startStack(context);
    const [host = '', port = ''] = stack.temporal.address.split(':');
    const proxy = new TemporalProxy(() => ({ host, port: Number(port) }));
    const address = await proxy.start();
    context.onTestFinished(() => proxy.stop());
    stack.simulator.addFault({ operation: 'StartJobs', fault: 'drop', delayMs: 120_000, effectAfterMs: 3_000 });
    const first = await stack.worker({ TEMPORAL_ADDRESS: address });
    const handle = await run(stack);
    await eventually('the start is on its way', () => stack.simulator.faults().length === 0, 120_000);
    proxy.break();
    await stack.worker();
    expect((await handle.result()).outcome).toBe('Successful');
    expect(stack.simulator.jobs()).toHaveLength(1);
    proxy.mend();
    first.signal('SIGTERM');
    await first.ended;
    expect(stack.simulator.jobs()).toHaveLength(1);
  }, 240_000);

  it('makes one job when the run is reset while the call is under way', async (context) => {
    const stack = await startStack(context);
    await stack.worker();
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
