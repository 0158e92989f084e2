import { describe, expect, it } from 'vitest';
import { type Place, sharedWorker } from './shared-worker.js';
import { eventually } from '../eventually.js';
import { failureOf } from './stack.js';

/*
 * Only what needs a server that answers by HTTP. The branches of the workflow are tested on the time-skipping server
 * (test/workflows/run-job), each fault of an input in test/contract, each answer to a call in test/exactly-once.
 */
const place = sharedWorker();
const shared = (process: string, more: object = {}): object => ({ job: { folder: 'Shared', process, ...more } });
const calls = ({ simulator }: Place, operation: string): number =>
  simulator.calls().filter((call) => call.operation === operation).length;

describe.concurrent('runJob on a real server', () => {
  it('fails with what the robot said', async () => {
    const stack = await place();
    const run = await stack.start(shared('Fails', { input: { category: 'User' } }));
    expect(await failureOf(run)).toMatchObject({
      type: 'JobFaulted',
      details: [{ jobs: [{ state: 'Faulted', error: { category: 'User' } }] }],
    });
  });

  it('runs a faulted job again under a reference of its own', async () => {
    const stack = await place();
    const rerun = { maximumAttempts: 3, on: ['System'], delay: '100ms' };
    const input = { category: 'System', succeedOnAttempt: 3 };
    const run = await stack.start({ ...shared('Fails', { input }), rerun });
    expect(await run.result()).toMatchObject({ outcome: 'Successful' });
    expect(new Set(stack.simulator.jobs().map(({ Reference }) => Reference)).size).toBe(3);
  });

  it('soft-stops a cancelled job and closes as cancelled after its end', async () => {
    const stack = await place();
    const run = await stack.start(shared('Slow'));
    await eventually('the job runs', () => stack.simulator.jobs()[0]?.State === 'Running');
    await run.cancel();
    expect(await failureOf(run)).toBeUndefined();
    expect((await run.describe()).status.name).toBe('CANCELLED');
    expect(['Stopped', 'Successful']).toContain(stack.simulator.jobs()[0]?.State);
    expect(calls(stack, 'StopJobs')).toBe(1);
  });

  it('kills a cancelled job that does not stop', async () => {
    const stack = await place();
    const run = await stack.start({ ...shared('Stubborn'), stop: { grace: '1s', confirm: '30s' } });
    await eventually('the job runs', () => stack.simulator.jobs()[0]?.State === 'Running');
    await run.cancel();
    expect(await failureOf(run)).toBeUndefined();
    expect((await run.describe()).status.name).toBe('CANCELLED');
    expect(['Stopped', 'Faulted']).toContain(stack.simulator.jobs()[0]?.State);
    expect(calls(stack, 'StopJobs')).toBe(2);
  });

  it('stops a job that outlives its deadline, and says why the server let it wait', async () => {
    const stack = await place();
    const run = await stack.start({
      ...shared('Waits'),
      deadlines: { pending: '2s' },
      stop: { grace: '2s', confirm: '30s' },
    });
    const failure = await failureOf(run);
    expect(failure).toMatchObject({ type: 'JobTimedOut' });
    expect(failure?.message).toContain('TemplateNoHostsAvailable');
    expect(['Stopped', 'Successful']).toContain(stack.simulator.jobs()[0]?.State);
  });

  it('goes on with a suspended job that is resumed', async () => {
    const stack = await place();
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
    const stack = await place();
    stack.simulator.addFault({ operation: 'StartJobs', fault: 'delay', delayMs: 2_000 });
    const run = await stack.start(shared('Slow'));
    await eventually('the start is on its way', () => stack.simulator.faults().length === 0);
    await run.cancel();
    expect(await failureOf(run)).toBeUndefined();
    expect((await run.describe()).status.name).toBe('CANCELLED');
    expect(stack.simulator.jobs().map(({ State }) => State)).toEqual(['Stopped']);
  });

  it('cancelled when nobody knows whether the start happened: the job is looked for and stopped', async () => {
    const stack = await place();
    stack.simulator.addFault({ operation: 'StartJobs', fault: 'drop', when: 'after' });
    const run = await stack.start(shared('Slow'));
    await eventually('the job is there', () => stack.simulator.jobs().length === 1);
    await run.cancel();
    expect(await failureOf(run)).toBeUndefined();
    expect(stack.simulator.jobs().map(({ State }) => State)).toEqual(['Stopped']);
    expect(calls(stack, 'StartJobs')).toBe(1);
  });

  it('cancelled while starts are refused: nothing is started, and nothing is looked up', async () => {
    const stack = await place();
    stack.simulator.addFault({ operation: 'StartJobs', fault: 'throttle', retryAfterSeconds: 60, times: 100 });
    const run = await stack.start(shared('Slow'));
    await eventually('a start was refused and waits for the next attempt', async () => {
      const { pendingActivities } = (await run.describe()).raw;
      return pendingActivities?.some(({ lastFailure }) => lastFailure) === true;
    });
    await run.cancel();
    expect(await failureOf(run)).toBeUndefined();
    expect((await run.describe()).status.name).toBe('CANCELLED');
    expect(stack.simulator.jobs()).toEqual([]);
    expect(calls(stack, 'StartJobs')).toBe(1);
    expect(calls(stack, 'Jobs.list')).toBe(0);
  });

  it.each([1, 2])('creates one job when StartJobs answers 503 after the effect %s times', async (times) => {
    const stack = await place();
    stack.simulator.addFault({ operation: 'StartJobs', fault: 'status', status: 503, when: 'after', times });
    const run = await stack.start(shared('Echo', { input: { a: 1 } }));
    expect(await run.result()).toMatchObject({ outcome: 'Successful', output: { a: 1 } });
    expect(stack.simulator.jobs()).toHaveLength(1);
  });

  it('runs several jobs of one start and gives their outputs', async () => {
    const stack = await place();
    const run = await stack.start(shared('Echo', { count: 3, input: { a: 1 } }));
    const result = await run.result();
    expect(result.jobs).toHaveLength(3);
    expect(result.output).toEqual([{ a: 1 }, { a: 1 }, { a: 1 }]);
  });

  it('stops on request, and answers when the end was seen', async () => {
    const stack = await place();
    const run = await stack.start(shared('Slow'));
    await eventually('the job runs', () => stack.simulator.jobs()[0]?.State === 'Running');
    await run.executeUpdate('stop', { args: [{ reason: 'order withdrawn' }] });
    expect(['Stopped', 'Successful']).toContain(stack.simulator.jobs()[0]?.State);
    expect(await failureOf(run)).toMatchObject({ type: 'JobStopped', message: 'Stopped on request: order withdrawn' });
  });
});

describe('bad input of runJob', () => {
  const cases: Record<string, [input: unknown, type: string, said: string]> = {
    'an unknown field': [{ job: { folder: 'Shared', process: 'Echo', imput: {} } }, 'InvalidInput', 'job.imput'],
    nothing: [undefined, 'InvalidInput', 'job'],
    'no folder': [{ job: { process: 'Echo' } }, 'InvalidInput', 'job.folder'],
    'an unknown connection': [{ connection: 'plaice0', ...shared('Echo') }, 'InvalidInput', "did you mean 'place"],
    'an unknown folder': [{ job: { folder: 'Shard', process: 'Echo' } }, 'FolderNotFound', 'Near: Shared'],
    'an unknown process': [{ job: { folder: 'Shared', process: 'Ecko' } }, 'ReleaseNotFound', 'Near: Echo'],
    'a package that two releases share': [
      { job: { folder: 'Finance', processKey: 'Report.Daily' } },
      'ReleaseAmbiguous',
      'Daily report',
    ],
  };

  it('is refused before anything is started', async () => {
    const stack = await place();
    const failures = await Promise.all(
      Object.entries(cases).map(async ([name, [input]]) => [name, await failureOf(await stack.start(input))]),
    );
    expect(Object.fromEntries(failures)).toMatchObject(
      Object.fromEntries(
        Object.entries(cases).map(([name, [, type, said]]) => [
          name,
          { type, message: expect.stringContaining(said) as string },
        ]),
      ),
    );
    expect(stack.simulator.jobs()).toEqual([]);
  });

  it('a wrong secret fails at once', async () => {
    const auth = { kind: 'clientCredentials', clientId: 'sim-client', clientSecret: 'wrong-secret' } as const;
    const stack = await place({ settings: { auth } });
    expect(await failureOf(await stack.start(shared('Echo')))).toMatchObject({ type: 'AuthenticationFailed' });
    expect(calls(stack, 'token')).toBe(1);
  });
});
