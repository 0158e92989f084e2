import '../../quiet-runtime.js';
import { MockActivityEnvironment } from '@temporalio/testing';
import { describe, expect, it } from 'vitest';
import { createStartJobs } from '../../../src/activities/start-jobs/start-jobs.js';
import { BackendError } from '../../../src/backends/backend-error.js';
import { orchestratorBackend } from '../../../src/backends/orchestrator/backend.js';
import type { OrchestratorSettings } from '../../../src/backends/orchestrator/settings.js';
import type { OrchestratorClient, StartInfo } from '../../../src/backends/orchestrator/types.js';
import type { StartJobsInput, StartJobsResult } from '../../../src/contract/activities.js';
import type { Job } from '../../../src/contract/jobs/job.js';

const target = { folder: { id: 1 }, release: { id: 1, key: 'k', name: 'Echo', processKey: 'p', processVersion: '1' } };
const input: StartJobsInput = {
  connection: 'default',
  target,
  fields: { Strategy: 'ModernJobsCount', JobsCount: 1 },
  reference: 'rpa:run:1.0:w',
  count: 1,
};
const refused = (status: number): BackendError =>
  new BackendError(`answered ${status}`, { method: 'POST', url: 'u', progress: 'replied', status });

const settings: OrchestratorSettings = {
  name: 'default',
  url: 'http://127.0.0.1',
  auth: { kind: 'accessToken', accessToken: 't' },
  visibilityWindowMs: 20,
};

/** A back end in memory that may fail after the effect, or not take a filter. */
function backend({ failWith, existing = 0 }: { failWith?: BackendError; existing?: number } = {}) {
  const jobs: Job[] = [];
  const calls: string[] = [];
  const create = (reference: string, count: number): void => {
    for (let i = 0; i < count; i += 1) jobs.push({ id: jobs.length + 1, key: 'k', state: 'Pending', reference });
  };
  create(input.reference, existing);
  const client = {
    settings,
    apiVersion: () => Promise.resolve(17),
    startJobs: (_folder: unknown, info: StartInfo) => {
      calls.push('start');
      const before = jobs.length;
      create(info.Reference ?? '', info.JobsCount ?? 1);
      return failWith ? Promise.reject(failWith) : Promise.resolve(jobs.slice(before));
    },
    listJobs: () => Promise.resolve((calls.push('list'), jobs)),
  } as unknown as OrchestratorClient;
  return { client, jobs, calls };
}

function start(
  client: OrchestratorClient,
  info: object = {},
  given: Partial<StartJobsInput> = {},
  environment = new MockActivityEnvironment({
    scheduledTimestampMs: Date.now(),
    scheduleToCloseTimeoutMs: 60_000,
    ...info,
  }),
): Promise<StartJobsResult> {
  const connected = orchestratorBackend(settings, client);
  const activity = createStartJobs({
    connection: () => connected,
    connectionNames: () => ['default'],
    searchAttributes: false,
  });
  return environment.run(activity, { ...input, ...given });
}

describe('startJobs', () => {
  it('sends nothing when it was cancelled before', async () => {
    const { client, calls } = backend();
    const environment = new MockActivityEnvironment();
    environment.cancel();
    await expect(start(client, {}, {}, environment)).rejects.toMatchObject({
      name: 'CancelledFailure',
      details: [{ sent: 'nothing' }],
    });
    expect(calls).toEqual([]);
  });

  it('sends at once on its first attempt, with reference and key', async () => {
    const { client, calls } = backend();
    expect(await start(client)).toMatchObject({ adopted: false, jobs: [{ reference: input.reference }] });
    expect(calls).toEqual(['start']);
  });

  it('says that a 503 leaves doubt, and that a 429 leaves none', async () => {
    const doubt = async (status: number): Promise<unknown> =>
      start(backend({ failWith: refused(status) }).client).catch(
        (error: unknown) => (error as { details: unknown[] }).details[0],
      );
    expect(await doubt(503)).toMatchObject({ sent: 'doubtful' });
    expect(await doubt(429)).toMatchObject({ sent: 'refused' });
  });

  it('adopts what a doubtful attempt created, and sends nothing', async () => {
    const { client, jobs, calls } = backend({ existing: 1 });
    const result = await start(client, { attempt: 2, heartbeatDetails: { attempt: 1, sent: 'doubtful' } });
    expect(result).toMatchObject({ adopted: true, jobs: [{ id: 1 }] });
    expect(jobs).toHaveLength(1);
    expect(calls).toEqual(['list']);
  });

  it('takes a worker that died without a word, or a stale record, for doubt', async () => {
    for (const heartbeatDetails of [undefined, { attempt: 1, sent: 'refused' }]) {
      const { client, jobs } = backend({ existing: 1 });
      await start(client, { attempt: 3, heartbeatDetails });
      expect(jobs).toHaveLength(1);
    }
  });

  it('looks nothing up after a clean refusal', async () => {
    const { client, calls } = backend();
    await start(client, { attempt: 2, heartbeatDetails: { attempt: 1, sent: 'refused' } });
    expect(calls).toEqual(['start']);
  });

  it('starts only the rest when a part is found, never more', async () => {
    const { client, jobs } = backend({ existing: 2 });
    const fields = { Strategy: 'ModernJobsCount', JobsCount: 5 };
    const result = await start(client, { attempt: 2 }, { count: 5, fields });
    expect(result.jobs).toHaveLength(5);
    expect(jobs).toHaveLength(5);
  });

  it('sends after the window when nothing was created', async () => {
    const { client, jobs } = backend();
    await start(client, { attempt: 2 });
    expect(jobs).toHaveLength(1);
  });

  it('names no robots twice when a part of a start by robots is found', async () => {
    const { client, jobs } = backend({ existing: 1 });
    const fields = { Strategy: 'Specific', RobotIds: [1, 2] };
    await expect(start(client, { attempt: 2 }, { count: 2, fields })).rejects.toMatchObject({
      type: 'StartOutcomeUnknown',
      nonRetryable: true,
    });
    expect(jobs).toHaveLength(1);
  });

  it('looks before it sends when told that something may have been sent', async () => {
    const { client, calls } = backend({ existing: 1 });
    expect(await start(client, {}, { lookUp: 'beforeSending' })).toMatchObject({ adopted: true });
    expect(calls).toEqual(['list']);
  });

  it('sends nothing more when its deadline leaves no time', async () => {
    const { client, calls } = backend();
    const info = { attempt: 2, scheduleToCloseTimeoutMs: 100 };
    await expect(start(client, info)).rejects.toMatchObject({ type: 'StartOutcomeUnknown' });
    expect(calls).not.toContain('start');
  });

  it('only looks when told so', async () => {
    const { client, calls } = backend();
    expect(await start(client, {}, { lookUp: 'instead' })).toEqual({ jobs: [], adopted: false });
    expect(calls).not.toContain('start');
  });

  it('refuses an input over 10,000 characters on a server without files before anything is sent', async () => {
    const { client, calls } = backend();
    const fields = { InputArguments: 'x'.repeat(10_001) };
    await expect(start(client, {}, { fields })).rejects.toMatchObject({
      type: 'InputTooLarge',
      nonRetryable: true,
      details: [{ length: 10_001, limit: 10_000, sent: 'nothing' }],
    });
    expect(calls).toEqual([]);
  });
});
