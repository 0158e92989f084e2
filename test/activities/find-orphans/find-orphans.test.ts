import '../../quiet-runtime.js';
import type { Client } from '@temporalio/client';
import { MockActivityEnvironment } from '@temporalio/testing';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createFindOrphans } from '../../../src/activities/find-orphans/find-orphans.js';
import { orchestratorBackend } from '../../../src/backends/orchestrator/backend.js';
import type { FindOrphansInput, FindOrphansResult } from '../../../src/contract/activities.js';
import { jobReference } from '../../../src/contract/jobs/references.js';
import { clientCredentials } from '../../backends/orchestrator/settings.js';
import { simulate } from '../../simulator/simulator-client.js';

const firstRunId = '0b7a6c3e-5d0e-4f2b-9d55-5a4be0c7f3a1';
const reference = jobReference({ namespace: 'default', workflowId: 'w', firstRunId, attempt: 1, start: 0 });

/** A namespace whose only run closed at this time. */
function temporal(closeTime: Date): Client {
  const run = { runId: firstRunId, status: { name: 'TERMINATED' }, closeTime, raw: {} };
  return {
    withAbortSignal: <T>(_signal: AbortSignal, call: () => Promise<T>) => call(),
    workflow: {
      list: async function* () {
        yield await Promise.resolve({ workflowId: 'w' });
      },
      getHandle: () => ({ describe: () => Promise.resolve(run) }),
    },
  } as unknown as Client;
}

async function sweeping(folders: string[], closedAt: (nowMs: number) => number = (nowMs) => nowMs) {
  const behaviour = { pending: '1s', running: '10s' };
  const releases = folders.map((folder) => ({ name: 'Works', folder, behaviour }));
  const test = await simulate({ scenario: { folders, releases } });
  const backend = orchestratorBackend({ name: 'default', url: test.simulator.cloudUrl, auth: clientCredentials });
  onTestFinished(() => backend.close());
  const activity = createFindOrphans({
    connection: () => backend,
    connectionNames: () => ['default'],
    searchAttributes: false,
  });
  const client = temporal(new Date(closedAt(test.clock.now())));
  const find = (input: Partial<FindOrphansInput> = {}): Promise<FindOrphansResult> =>
    new MockActivityEnvironment({ namespace: 'default' }, { client }).run(activity, {
      connection: 'default',
      ...input,
    });
  return { ...test, find };
}

afterEach(() => void vi.restoreAllMocks());

describe('findOrphans', () => {
  it('tells a job that was created after its run closed: a person restarted it', async () => {
    const { simulator, clock, start, find } = await sweeping(['Shared'], (nowMs) => nowMs + 60_000);
    const first = await start('Works', undefined, { Reference: reference });
    clock.advance(20_000);
    // Within the tolerance of clocks: it counts as ours.
    const early = simulator.restartJob(Number(first.Id));
    expect((await find()).orphans).toMatchObject([{ job: { id: early.Id }, run: 'Terminated' }]);
    expect((await find()).orphans[0]?.restarted).toBeUndefined();
    clock.advance(20_000);
    clock.advance(6 * 60_000);
    const late = simulator.restartJob(Number(first.Id));
    expect((await find()).orphans).toMatchObject([{ job: { id: late.Id }, restarted: true }]);
  });

  it('returns after some minutes with the place that it has come to, also within a folder, and continues behind it', async () => {
    const paths = ['Shared', 'A', 'B', 'C'];
    const { start, find, simulator } = await sweeping(paths);
    simulator.setLists({ maximumPage: 1 });
    for (let job = 0; job < 2; job += 1) await start('Works', undefined, { Reference: reference });
    // Each list takes three minutes.
    const began = Date.now();
    vi.spyOn(Date, 'now').mockImplementation(
      () => began + simulator.calls().filter(({ operation }) => operation === 'Jobs.list').length * 3 * 60_000,
    );
    const first = await find();
    expect(first).toMatchObject({ looked: 0, next: { folder: 'B' } });
    expect(first.next?.page).toBeUndefined();
    const second = await find({ after: { folder: 'B' } });
    expect(second).toMatchObject({ looked: 1, next: { folder: 'Shared', page: expect.any(String) as string } });
    const third = await find({ ...(second.next && { after: second.next }) });
    expect(third).toMatchObject({ looked: 1, orphans: [{ folder: { path: 'Shared' } }] });
    expect(third.next).toBeUndefined();
    expect(third.orphans[0]?.job.id).not.toBe(second.orphans[0]?.job.id);
  });
});
