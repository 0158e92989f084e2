import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { stopJobs } from '../../src/client/index.js';
import type { StopJobsReport, StopJobsRequest } from '../../src/contract/stop-jobs.js';
import type { ScenarioInput } from '../../src/simulator/index.js';
import { sharedWorker } from './shared-worker.js';
import { eventually } from '../eventually.js';
import { startDirectly } from './start-directly.js';

const place = sharedWorker();

/** Jobs that take little of a test's time. */
const scenario: ScenarioInput = {
  seeds: true,
  releases: [
    { name: 'Heeds', folder: 'Shared', behaviour: { running: '10m', softStop: { after: '300ms', end: 'Stopped' } } },
    { name: 'Deaf', folder: 'Shared', behaviour: { running: '10m', kill: { after: '300ms', end: 'Stopped' } } },
    { name: 'Immortal', folder: 'Shared', behaviour: { running: '10m', kill: { after: 'never', end: 'Stopped' } } },
    { name: 'Pays', folder: 'Finance', behaviour: { running: '10m', softStop: { after: '300ms', end: 'Successful' } } },
  ],
};
const stop = { grace: '1s', confirm: '30s' };

async function ready() {
  const stack = await place({ scenario });
  const { simulator, client, taskQueue, connection } = stack;
  return {
    ...stack,
    stopped: (input: StopJobsRequest): Promise<StopJobsReport> =>
      stopJobs(client, { connection, ...input }, { taskQueue }),
    stateOf: (id: number): unknown => simulator.jobs().find(({ Id }) => Id === id)?.State,
    running: (count: number): Promise<void> =>
      eventually(
        `${count} jobs run`,
        () => simulator.jobs().filter(({ State }) => State === 'Running').length === count,
      ),
    stopCalls: (): number => simulator.calls().filter(({ operation }) => operation === 'StopJobs').length,
  };
}

const idOf = (rows: { Id: number }[]): number => rows[0]?.Id ?? 0;

describe.concurrent('stopJobs', () => {
  it('by keys: a soft stop where it suffices, a kill where not, nothing for a job that has ended', async () => {
    const { simulator, stopped, running, stateOf } = await ready();
    const [echo] = await startDirectly(simulator, 'Echo');
    const [heeds] = await startDirectly(simulator, 'Heeds');
    const [deaf] = await startDirectly(simulator, 'Deaf');
    const [pays] = await startDirectly(simulator, 'Pays', 1, { folder: 'Finance' });
    await eventually('Echo has ended', () => stateOf(echo?.Id ?? 0) === 'Successful');
    await running(3);
    const unknown = randomUUID();
    const keys = [echo, heeds, deaf, pays].map((row) => (row?.Key ?? '').toUpperCase());
    const report = await stopped({ keys: [...keys, unknown, keys[0] ?? ''], stop: { grace: '5s', confirm: '30s' } });
    expect(report.jobs).toMatchObject([
      { outcome: 'alreadyEnded', state: 'Successful', process: 'Echo', folder: 'Shared' },
      { outcome: 'ended', by: 'SoftStop', state: 'Stopped', process: 'Heeds' },
      { outcome: 'ended', by: 'Kill', state: 'Stopped', process: 'Deaf' },
      { outcome: 'ended', by: 'SoftStop', state: 'Successful', folder: 'Finance' },
      { outcome: 'notFound', key: unknown },
    ]);
    expect(report).toMatchObject({
      counts: { ended: 3, alreadyEnded: 1, notConfirmed: 0, notFound: 1, wouldStop: 0 },
      more: false,
    });
    expect(report.jobs[1]?.link).toContain(report.jobs[1]?.key);
  });

  it('by ids, also where the server knows no list of ids; one that ended meanwhile spoils nothing', async () => {
    const { simulator, stopped, running, stateOf } = await ready();
    const heeds = (await startDirectly(simulator, 'Heeds', 20)).map(({ Id }) => Id);
    await running(20);
    const body = { message: 'Invalid OData query options.', errorCode: 1000 };
    simulator.addFault({ operation: 'Jobs.list', fault: 'status', status: 400, body });
    // The first StopJobs is refused as one with a job that has ended would be.
    simulator.addFault({ operation: 'StopJobs', fault: 'error', error: 'WrongState' });
    const report = await stopped({ ids: [...heeds, 99], stop: { grace: '60s', confirm: '30s' } });
    expect(report.counts).toMatchObject({ ended: 20, notFound: 1, notConfirmed: 0 });
    expect(report.jobs.filter(({ by }) => by === 'SoftStop').map(({ id }) => id)).toEqual(heeds);
    expect(report.jobs.at(-1)).toEqual({ outcome: 'notFound', id: 99 });
    expect(heeds.map(stateOf)).toEqual(heeds.map(() => 'Stopped'));
  });

  it('by a filter: only what matches and has not ended, in every folder, up to the limit', async () => {
    const { simulator, stopped, running, stopCalls } = await ready();
    expect(await stopped({ filter: { folder: 'Shared' } })).toMatchObject({ jobs: [], more: false });
    await startDirectly(simulator, 'Heeds', 20);
    await startDirectly(simulator, 'Pays', 5, { folder: 'Finance' });
    await startDirectly(simulator, 'Deaf', 2);
    await running(27);
    const filter = { process: ['Heeds', 'Pays'] };
    const preview = await stopped({ filter, dryRun: true, limit: 22 });
    expect(preview).toMatchObject({ more: true, counts: { wouldStop: 22, ended: 0 } });
    expect(stopCalls()).toBe(0);
    const report = await stopped({ filter, limit: 22, stop: { grace: '30s', confirm: '30s' } });
    expect(report).toMatchObject({ more: true, counts: { ended: 22, notConfirmed: 0 } });
    // One for each folder; test/workflows/stop-jobs has calls of a hundred.
    expect(stopCalls()).toBe(2);
    const rest = await stopped({ filter, stop });
    expect(rest).toMatchObject({ more: false, counts: { ended: 3, alreadyEnded: 0 } });
    expect(simulator.jobs().filter(({ State }) => State === 'Running')).toHaveLength(2);
  });

  it('reports a job whose end it could not see, and why, and stops the others', async () => {
    const { simulator, stopped, running } = await ready();
    const [immortal] = await startDirectly(simulator, 'Immortal');
    await startDirectly(simulator, 'Heeds', 3);
    await running(4);
    const report = await stopped({ filter: { folder: 'Shared' }, stop: { grace: '1s', confirm: '15s' } });
    expect(report.counts).toMatchObject({ ended: 3, notConfirmed: 1 });
    const left = report.jobs.find(({ outcome }) => outcome === 'notConfirmed');
    expect(left).toMatchObject({ id: immortal?.Id, state: 'Terminating', reason: 'It is Terminating after Kill' });
  });

  it('says that a stop was refused', async () => {
    const { simulator, stopped, running } = await ready();
    const id = idOf(await startDirectly(simulator, 'Heeds'));
    await running(1);
    simulator.addFault({ operation: 'StopJobs', fault: 'error', error: 'InvalidField', times: 50 });
    const report = await stopped({ ids: [id], stop: { grace: '0s', confirm: '15s' } });
    expect(report.jobs).toMatchObject([
      {
        outcome: 'notConfirmed',
        state: 'Running',
        reason: expect.stringMatching(/^No stop was accepted; refused: POST StopJobs was answered 400/) as string,
      },
    ]);
  });

  it('ends at a cancel during the search, and goes on to the end of jobs that were told to stop', async () => {
    const stack = await ready();
    const { simulator, running, client, taskQueue, connection } = stack;
    const begin = (input: StopJobsRequest) =>
      client.workflow.start('stopJobs', {
        taskQueue,
        workflowId: `stop-${randomUUID()}`,
        args: [{ connection, ...input }],
      });
    simulator.addFault({ operation: 'Jobs.list', fault: 'status', status: 503, times: 100 });
    const searching = await begin({ filter: { folder: 'Shared' } });
    await eventually('it searches', () => simulator.calls().some(({ operation }) => operation === 'Jobs.list'));
    await searching.cancel();
    await expect(searching.result()).rejects.toMatchObject({ cause: { name: 'CancelledFailure' } });
    simulator.clearFaults();
    await startDirectly(simulator, 'Deaf');
    await running(1);
    const stopping = await begin({ filter: { folder: 'Shared' }, stop });
    await eventually('it was told to stop', () => simulator.jobs()[0]?.State === 'Stopping');
    await stopping.cancel();
    expect(await stopping.result()).toMatchObject({ jobs: [{ outcome: 'ended', by: 'Kill', state: 'Stopped' }] });
  });

  it('refuses what is wrong before anything is stopped', async () => {
    const { stopped, simulator } = await ready();
    const wrong: [unknown, string][] = [
      [{ filter: {} }, 'The input of stopJobs is not valid: filter is empty'],
      [{ filter: { folder: 'Sharde' } }, 'Near: Shared'],
      [{ connection: 'prod', ids: [1] }, "connection 'prod' is not configured"],
      [{ filter: { odata: 'Bogus eq 1' } }, "'Bogus'"],
    ];
    await Promise.all(
      wrong.map(([input, message]) =>
        expect(stopped(input as StopJobsRequest)).rejects.toMatchObject({
          cause: { message: expect.stringContaining(message) as string },
        }),
      ),
    );
    expect(simulator.calls().some(({ operation }) => operation === 'StopJobs')).toBe(false);
  });
});
