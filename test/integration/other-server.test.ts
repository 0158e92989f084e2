import { describe, expect, it, type TestContext } from 'vitest';
import type { Configuration } from '../../src/config/index.js';
import { type Simulator, startSimulator } from '../../src/simulator/index.js';
import { quietLogger } from '../../src/testing/quiet-logger.js';
import { startTestStack, type TestStack } from '../../src/testing/index.js';
import { type RpaWorker, startWorker } from '../../src/worker/index.js';
import { eventually } from '../eventually.js';
import { type RunHandle, sharedByAll } from './stack.js';

interface TwoServers extends TestStack {
  /** A tenant with the same ids as that of the stack, and other keys. */
  other: Simulator;
  /** Starts a worker whose connections lead to the tenant of the stack, or to the other one. */
  worker: (leadsTo: 'own' | 'other', more?: Partial<Configuration>) => Promise<RpaWorker>;
}

async function startTwoServers({ onTestFinished }: TestContext): Promise<TwoServers> {
  const timeouts = { connect: '2s', headers: '2s', body: '2s' };
  const { temporal, workflowBundle } = sharedByAll();
  const stack = await startTestStack({
    temporal,
    configuration: { workflowBundle },
    worker: false,
    connections: { default: { timeouts }, link: { type: 'infolink', timeouts } },
  });
  onTestFinished(() => stack.stop());
  const other = await startSimulator({ tenantKey: 'other' });
  onTestFinished(() => other.stop());
  const urls = {
    own: { default: stack.simulator.cloudUrl, link: stack.simulator.infoLinkUrl },
    other: { default: other.cloudUrl, link: other.infoLinkUrl },
  };
  const worker: TwoServers['worker'] = async (leadsTo, more) => {
    const connections = Object.fromEntries(
      Object.entries(stack.configuration.connections).map(([name, settings]) => [
        name,
        { ...settings, url: urls[leadsTo][name as 'default' | 'link'] },
      ]),
    );
    const started = await startWorker({
      configuration: { ...stack.configuration, connections, otherServers: 'allow', ...more },
      logger: quietLogger(),
      temporal: stack.temporal,
      dependencies: { pollIntervalMs: { minimum: 200, maximum: 1_000 } },
      heartbeatAtLeastMs: 1_000,
    });
    onTestFinished(() => end(started));
    return started;
  };
  return { ...stack, other, worker };
}

async function end(worker: RpaWorker): Promise<void> {
  worker.shutdown();
  await worker.ended;
}

const activities = async (run: Pick<RunHandle, 'describe'>): Promise<unknown[]> =>
  ((await run.describe()).raw.pendingActivities ?? []).map(({ activityType }) => activityType?.name);

/** Failures of the activities of a run that are being retried. */
async function lastFailures(run: Pick<RunHandle, 'describe'>): Promise<string[]> {
  const { raw } = await run.describe();
  return (raw.pendingActivities ?? []).map(({ lastFailure }) => lastFailure?.applicationFailureInfo?.type ?? '');
}

const failsAs = (run: Pick<RunHandle, 'describe'>, type: string): Promise<unknown> =>
  eventually(`an activity fails as ${type}`, async () => (await lastFailures(run)).includes(type), 60_000);
const refused = (run: Pick<RunHandle, 'describe'>): Promise<unknown> => failsAs(run, 'ConnectionChanged');

/** Calls with an effect, by operation. */
const effects = (simulator: Simulator): unknown[] =>
  simulator
    .calls()
    .filter(({ method, operation }) => method !== 'GET' && operation !== 'token')
    .map(({ operation }) => operation);

/** Lets a worker of the other tenant take the run for a while: it refuses, and touches nothing there. */
async function strayDoesNothing(stack: TwoServers, run: Pick<RunHandle, 'describe'>): Promise<void> {
  const stray = await stack.worker('other');
  await refused(run);
  await end(stray);
  expect(effects(stack.other)).toEqual([]);
}

const job = (process: string): object => ({ job: { folder: 'Shared', process, input: { a: 1 } } });
const begin = (stack: TwoServers, input: object): Promise<RunHandle> =>
  stack.start('runJob', input) as Promise<RunHandle>;

describe.concurrent('a worker on another tenant with the same ids', () => {
  it('does not settle a doubtful start, and the run goes on where it began', async (context) => {
    const stack = await startTwoServers(context);
    const right = await stack.worker('own');
    stack.simulator.addFault({ operation: 'StartJobs', fault: 'drop', delayMs: 500, when: 'after' });
    // The doubt stays until the next worker.
    stack.simulator.addFault({ operation: 'Jobs.list', fault: 'status', status: 503, times: 1_000 });
    const run = await begin(stack, job('Echo'));
    await failsAs(run, 'BackendUnavailable');
    await end(right);
    await strayDoesNothing(stack, run);
    expect(stack.other.calls().map(({ operation }) => operation)).not.toContain('Jobs.list');
    stack.simulator.clearFaults();
    await stack.worker('own');
    expect(await run.result()).toMatchObject({ outcome: 'Successful', output: { a: 1 } });
    expect(stack.simulator.jobs()).toHaveLength(1);
  });

  it("neither follows nor stops a stranger's job", async (context) => {
    const stack = await startTwoServers(context);
    const right = await stack.worker('own');
    const run = await begin(stack, { ...job('Slow'), stop: { grace: '30s', confirm: '2m' } });
    await eventually('the job runs', () => stack.simulator.jobs()[0]?.State === 'Running');
    await end(right);
    const stray = await stack.worker('other');
    // The stranger's job has the id of ours.
    const elsewhere = await begin(stack, job('Slow'));
    await eventually('the other tenant has a job', () => stack.other.jobs().length === 1);
    expect(stack.other.jobs()[0]?.Id).toBe(stack.simulator.jobs()[0]?.Id);
    await refused(run);
    await run.cancel();
    await eventually('the run is stopping', async () => (await activities(run)).includes('stopJobs'));
    await refused(run);
    expect(effects(stack.other).filter((operation) => operation !== 'ValidateExistingJob')).toEqual(['StartJobs']);
    await elsewhere.terminate();
    await end(stray);
    await stack.worker('own');
    await expect(run.result()).rejects.toThrow();
    expect((await run.describe()).status.name).toBe('CANCELLED');
    expect(stack.simulator.jobs()[0]?.State).toBe('Stopped');
  });

  it('does not read an export of the same id', async (context) => {
    const stack = await startTwoServers(context);
    const right = await stack.worker('own');
    stack.simulator.addFault({ operation: 'Exports.get', fault: 'status', status: 503, times: 1_000 });
    const run = await stack.start('exportJobs', { folder: 'Shared' });
    await failsAs(run, 'BackendUnavailable');
    await end(right);
    await strayDoesNothing(stack, run);
    stack.simulator.clearFaults();
    await stack.worker('own');
    expect(await run.result()).toMatchObject({ outcome: 'Exported' });
  });

  it('is recognized on InfoLink by the jobs that were there', async (context) => {
    const stack = await startTwoServers(context);
    const right = await stack.worker('own');
    const rows = { connection: 'link', job: { appId: '7', scenario: 'Echo' } };
    await (await begin(stack, rows)).result();
    const run = await begin(stack, { connection: 'link', job: { appId: '7', scenario: 'Endless' } });
    await eventually('the job is there', () => stack.simulator.infoLinkJobs().length === 2);
    await end(right);
    const stray = await stack.worker('other');
    await refused(run);
    await run.cancel();
    await refused(run);
    await end(stray);
    expect(stack.other.infoLinkJobs()).toEqual([]);
    expect(stack.other.calls().map(({ operation }) => operation)).not.toContain('InfoLink.stopJob');
    await stack.worker('own');
    await expect(run.result()).rejects.toThrow();
    expect((await run.describe()).status.name).toBe('CANCELLED');
  });
});
