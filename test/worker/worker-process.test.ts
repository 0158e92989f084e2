import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../src/simulator/index.js';
import { eventually } from '../eventually.js';
import { startStack } from '../integration/stack.js';
import { startWorkerProcess } from './worker-process.js';

const slow = { job: { folder: 'Shared', process: 'Slow', input: { mark: 'kept' } } };

describe('the worker process', () => {
  it('killed while a job runs: the next one follows the same job and starts none', async () => {
    const clock = createManualClock();
    const stack = await startStack({ worker: false, clock });
    const calls = (operation: string): number =>
      stack.simulator.calls().filter((call) => call.operation === operation).length;
    const first = startWorkerProcess(stack.environment);
    await first.runs();
    const run = await stack.start(slow);
    await eventually('the job is there', () => stack.simulator.jobs().length === 1);
    clock.advance(5_000);
    await eventually('the run knows that it runs', async () => {
      const status = await run.query<{ jobs: { job: { state: string } }[] }>('status');
      return status.jobs[0]?.job.state === 'Running';
    });
    first.signal('SIGKILL');
    expect(await first.ended).toBeNull();
    clock.advance(3_600_000);
    const looksBefore = calls('Jobs.get');
    const second = startWorkerProcess(stack.environment);
    await second.runs();
    expect(await run.result()).toMatchObject({ outcome: 'Successful', jobs: [{ id: stack.simulator.jobs()[0]?.Id }] });
    expect(stack.simulator.jobs()).toHaveLength(1);
    expect(calls('StartJobs')).toBe(1);
    expect(calls('Jobs.get')).toBeGreaterThan(looksBefore);
  }, 150_000);

  it.each(['SIGTERM', 'SIGINT'] as const)('ends by %s with 0 and leaves jobs to the next one', async (signal) => {
    const stack = await startStack({ worker: false, clock: createManualClock() });
    const worker = startWorkerProcess(stack.environment);
    await worker.runs();
    const run = await stack.start(slow);
    await eventually('the job is there', () => stack.simulator.jobs().length === 1);
    worker.signal(signal);
    expect(await worker.ended).toBe(0);
    expect(worker.log().at(-1)).toMatchObject({ level: 'info', msg: 'Worker has ended' });
    expect((await run.describe()).status.name).toBe('RUNNING');
    expect(stack.simulator.jobs().map(({ State }) => State)).toEqual(['Pending']);
    expect(stack.simulator.calls().filter(({ operation }) => operation?.startsWith('Stop'))).toEqual([]);
  });

  it('logs JSON lines without a secret or a token, even what a server echoes', async () => {
    const stack = await startStack({ worker: false });
    const echo = { message: 'refused sim-secret and Bearer sim.0123456789abcdef0123456789abcdef' };
    stack.simulator.addFault({ operation: 'StartJobs', fault: 'status', status: 503, body: echo });
    stack.simulator.addFault({ operation: 'Jobs.get', fault: 'status', status: 500, body: echo });
    const worker = startWorkerProcess({ ...stack.environment, RPA_LOG_LEVEL: 'trace' });
    await worker.runs();
    const run = await stack.start({ job: { folder: 'Shared', process: 'Fails', input: { category: 'User' } } });
    await expect(run.result()).rejects.toThrow();
    worker.signal('SIGTERM');
    expect(await worker.ended).toBe(0);
    expect(worker.log().length).toBeGreaterThan(3);
    for (const line of worker.log())
      expect(line).toMatchObject({ level: expect.any(String) as string, time: expect.any(String) as string });
    expect(worker.output()).toContain('[redacted]');
    expect(worker.output()).not.toContain('sim-secret');
    expect(worker.output()).not.toMatch(/sim\.[\w-]{20,}/);
  });

  it('refuses a faulty configuration with 1 and all faults at once', async () => {
    const worker = startWorkerProcess({ UIPATH_URL: 'acme', UIPATH_CLIENT_ID: 'id', RPA_SHUTDOWN_GRACE: 'soon' });
    expect(await worker.ended).toBe(1);
    for (const variable of ['UIPATH_URL', 'UIPATH_CLIENT_SECRET', 'RPA_SHUTDOWN_GRACE'])
      expect(worker.output()).toContain(variable);
  });

  it('ends with 1 when no Temporal server answers, and says where it looked', async () => {
    const stack = await startStack({ worker: false });
    const worker = startWorkerProcess({ ...stack.environment, TEMPORAL_ADDRESS: '127.0.0.1:1' });
    expect(await worker.ended).toBe(1);
    expect(worker.output()).toContain('No Temporal server answers at 127.0.0.1:1');
    expect(worker.output()).toContain('TEMPORAL_ADDRESS');
  });
});
