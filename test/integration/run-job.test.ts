import { describe, expect, it } from 'vitest';
import { eventually, failureOf, startStack } from './stack.js';

const shared = (process: string, more: object = {}): object => ({ job: { folder: 'Shared', process, ...more } });
const calls = (stack: Awaited<ReturnType<typeof startStack>>, operation: string): number =>
  stack.simulator.calls().filter((call) => call.operation === operation).length;

describe('runJob on a real server', () => {
  it('fails with what the robot said', async () => {
    const stack = await startStack();
    const run = await stack.start(shared('Fails', { input: { category: 'User' } }));
    expect(await failureOf(run)).toMatchObject({
      type: 'JobFaulted',
      details: [{ jobs: [{ state: 'Faulted', error: { category: 'User' } }] }],
    });
  });

  it('runs a faulted job again only where the input allows its class', async () => {
    const stack = await startStack();
    const rerun = { maximumAttempts: 3, on: ['System'], delay: '100ms' };
    const input = { category: 'System', succeedOnAttempt: 3 };
    const run = await stack.start({ ...shared('Fails', { input }), rerun });
    expect(await run.result()).toMatchObject({ outcome: 'Successful' });
    expect(stack.simulator.jobs()).toHaveLength(3);
    const other = await stack.start({ ...shared('Fails', { input: { category: 'User' } }), rerun });
    expect(await failureOf(other)).toMatchObject({ type: 'JobFaulted' });
    expect(stack.simulator.jobs()).toHaveLength(4);
  });

  it('soft-stops a cancelled job and closes as cancelled after its end', async () => {
    const stack = await startStack();
    const run = await stack.start(shared('Slow'));
    await eventually('the job runs', () => stack.simulator.jobs()[0]?.State === 'Running');
    await run.cancel();
    expect(await failureOf(run)).toBeUndefined();
    expect((await run.describe()).status.name).toBe('CANCELLED');
    expect(['Stopped', 'Successful']).toContain(stack.simulator.jobs()[0]?.State);
    expect(calls(stack, 'StopJobs')).toBe(1);
  });

  it('kills a cancelled job that does not stop', async () => {
    const stack = await startStack();
    const run = await stack.start({ ...shared('Stubborn'), stop: { grace: '2s', confirm: '30s' } });
    await eventually('the job runs', () => stack.simulator.jobs()[0]?.State === 'Running');
    await run.cancel();
    expect(await failureOf(run)).toBeUndefined();
    expect((await run.describe()).status.name).toBe('CANCELLED');
    expect(['Stopped', 'Faulted']).toContain(stack.simulator.jobs()[0]?.State);
    expect(calls(stack, 'StopJobs')).toBe(2);
  });

  it.each([
    ['pending', 'Waits', 'TemplateNoHostsAvailable'],
    ['run', 'Slow', 'Running'],
    ['suspended', 'Suspends', 'Suspended'],
  ])('stops a job that outlives its %s deadline', async (phase, process, said) => {
    const stack = await startStack();
    const run = await stack.start({
      ...shared(process),
      deadlines: { [phase]: '3s' },
      stop: { grace: '2s', confirm: '30s' },
    });
    const failure = await failureOf(run);
    expect(failure).toMatchObject({ type: 'JobTimedOut' });
    expect(failure?.message).toContain(said);
    expect(['Stopped', 'Successful']).toContain(stack.simulator.jobs()[0]?.State);
  });

  it('goes on with a suspended job that is resumed', async () => {
    const stack = await startStack();
    const run = await stack.start(shared('Suspends'));
    await eventually('the run sees it suspended', async () => {
      const status = await run.query<{ jobs: { job: { state: string } }[] }>('status');
      return status.jobs[0]?.job.state === 'Suspended';
    });
    await run.executeUpdate('resume');
    expect(await run.result()).toMatchObject({ outcome: 'Successful' });
    expect(stack.simulator.jobs()).toHaveLength(1);
  });

  it('cancelled while the start is on its way: the job that it creates is stopped', async () => {
    const stack = await startStack();
    stack.simulator.addFault({ operation: 'StartJobs', fault: 'delay', delayMs: 3_000 });
    const run = await stack.start(shared('Slow'));
    await eventually('the start is on its way', () => stack.simulator.faults().length === 0);
    await run.cancel();
    expect(await failureOf(run)).toBeUndefined();
    expect((await run.describe()).status.name).toBe('CANCELLED');
    expect(stack.simulator.jobs().map(({ State }) => State)).toEqual(['Stopped']);
  });

  it('cancelled when nobody knows whether the start happened: the job is looked for and stopped', async () => {
    const stack = await startStack();
    stack.simulator.addFault({ operation: 'StartJobs', fault: 'drop', when: 'after' });
    const run = await stack.start(shared('Slow'));
    await eventually('the job is there', () => stack.simulator.jobs().length === 1);
    await run.cancel();
    expect(await failureOf(run)).toBeUndefined();
    expect(stack.simulator.jobs().map(({ State }) => State)).toEqual(['Stopped']);
    expect(calls(stack, 'StartJobs')).toBe(1);
  });

  it('cancelled while starts are refused: nothing is started', async () => {
    const stack = await startStack();
    stack.simulator.addFault({ operation: 'StartJobs', fault: 'throttle', retryAfterSeconds: 3, times: 100 });
    const run = await stack.start(shared('Slow'));
    await eventually('a start was refused', () => calls(stack, 'StartJobs') > 0);
    await run.cancel();
    expect(await failureOf(run)).toBeUndefined();
    expect((await run.describe()).status.name).toBe('CANCELLED');
    expect(stack.simulator.jobs()).toEqual([]);
  });

  it.each([1, 2])('creates one job when StartJobs answers 503 after the effect %s times', async (times) => {
    const stack = await startStack();
    stack.simulator.addFault({ operation: 'StartJobs', fault: 'status', status: 503, when: 'after', times });
    const run = await stack.start(shared('Echo', { input: { a: 1 } }));
    expect(await run.result()).toMatchObject({ outcome: 'Successful', output: { a: 1 } });
    expect(stack.simulator.jobs()).toHaveLength(1);
  });

  it('runs several jobs of one start and gives their outputs', async () => {
    const stack = await startStack();
    const run = await stack.start(shared('Echo', { count: 3, input: { a: 1 } }));
    const result = await run.result();
    expect(result.jobs).toHaveLength(3);
    expect(result.output).toEqual([{ a: 1 }, { a: 1 }, { a: 1 }]);
  });

  it('stops on request, and answers when the end was seen', async () => {
    const stack = await startStack();
    const run = await stack.start(shared('Slow'));
    await eventually('the job runs', () => stack.simulator.jobs()[0]?.State === 'Running');
    await run.executeUpdate('stop', { args: [{ reason: 'order withdrawn' }] });
    expect(['Stopped', 'Successful']).toContain(stack.simulator.jobs()[0]?.State);
    expect(await failureOf(run)).toMatchObject({ type: 'JobStopped', message: 'Stopped on request: order withdrawn' });
  });
});

describe('bad input of runJob', () => {
  it.each<[string, unknown, string, string]>([
    ['an unknown field', { job: { folder: 'Shared', process: 'Echo', imput: {} } }, 'InvalidInput', 'job.imput'],
    ['a wrong type', { job: { folder: 1, process: 'Echo' } }, 'InvalidInput', 'job.folder'],
    [
      'a bad duration',
      { job: { folder: 'Shared', process: 'Echo' }, deadlines: { run: 'soon' } },
      'InvalidInput',
      'deadlines.run',
    ],
    [
      'two ways to name the process',
      { job: { folder: 'Shared', process: 'Echo', processKey: 'x' } },
      'InvalidInput',
      'job.process',
    ],
    ['count 0', { job: { folder: 'Shared', process: 'Echo', count: 0 } }, 'InvalidInput', 'job.count'],
    ['no folder', { job: { process: 'Echo' } }, 'InvalidInput', 'job.folder'],
    [
      'an unknown connection',
      { connection: 'defalt', job: { folder: 'Shared', process: 'Echo' } },
      'InvalidInput',
      "did you mean 'default'",
    ],
    ['nothing', undefined, 'InvalidInput', 'job'],
    ['an unknown folder', { job: { folder: 'Shard', process: 'Echo' } }, 'FolderNotFound', 'Near: Shared'],
    ['an unknown process', { job: { folder: 'Shared', process: 'Ecko' } }, 'ReleaseNotFound', 'Near: Echo'],
    [
      'a package that two releases share',
      { job: { folder: 'Finance', processKey: 'Report.Daily' } },
      'ReleaseAmbiguous',
      'Daily report',
    ],
  ])('%s', async (_name, input, type, said) => {
    const stack = await startStack();
    const failure = await failureOf(await stack.start(input));
    expect(failure).toMatchObject({ type });
    expect(failure?.message).toContain(said);
    expect(stack.simulator.jobs()).toEqual([]);
  });

  it('a wrong secret fails at once', async () => {
    const auth = { kind: 'clientCredentials', clientId: 'sim-client', clientSecret: { env: 'SECRET' } };
    const stack = await startStack({ settings: { auth }, environment: { SECRET: 'wrong-secret' } });
    expect(await failureOf(await stack.start(shared('Echo')))).toMatchObject({ type: 'AuthenticationFailed' });
    expect(calls(stack, 'token')).toBe(1);
  });
});
