import '../../quiet-runtime.js';
import { ActivityNotFoundError, ActivityPausedError } from '@temporalio/client';
import { describe, expect, it } from 'vitest';
import { createStartJobs } from '../../../src/activities/start-jobs/start-jobs.js';
import { BackendError } from '../../../src/backends/backend-error.js';
import { orchestratorBackend } from '../../../src/backends/orchestrator/backend.js';
import { TargetError } from '../../../src/backends/target-error.js';
import type { OrchestratorSettings } from '../../../src/backends/orchestrator/settings.js';
import type { OrchestratorClient, StartGuard, StartInfo } from '../../../src/backends/orchestrator/types.js';
import type { StartJobsInput, StartJobsResult } from '../../../src/contract/activities.js';
import type { Job } from '../../../src/contract/jobs/job.js';

import { environmentOf } from './attempt-environment.js';

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
  effectWindowMs: 20,
};

/** A back end in memory that may fail after the effect, or not take a filter. */
function backend({
  failWith,
  existing = 0,
  answer = (made) => made,
  serverHas = 'a',
}: {
  failWith?: BackendError;
  existing?: number;
  /** What a start answers of the jobs that it made. */
  answer?: (made: Job[]) => Job[];
  /** Key of the only folder. */
  serverHas?: string;
} = {}) {
  const jobs: Job[] = [];
  const calls: string[] = [];
  const stopped: number[] = [];
  const create = (reference: string, count: number): void => {
    for (let i = 0; i < count; i += 1) jobs.push({ id: jobs.length + 1, key: 'k', state: 'Pending', reference });
  };
  create(input.reference, existing);
  const client = {
    settings,
    apiVersion: () => Promise.resolve(17),
    startJobs: async (_folder: unknown, info: StartInfo, guard: StartGuard) => {
      const lease = await guard.lease?.();
      expect(lease?.ended()).toBe(false);
      calls.push('start');
      const before = jobs.length;
      create(info.Reference ?? '', info.JobsCount ?? 1);
      if (failWith) throw failWith;
      return answer(jobs.slice(before));
    },
    oldestFolders: () => Promise.resolve([{ id: 1, key: serverHas }]),
    findFolder: () => Promise.reject(new TargetError('FolderNotFound', 'No such folder')),
    findRelease: () => Promise.resolve(target.release),
    listJobPage: () => Promise.resolve((calls.push('list'), { rows: jobs.map((job) => ({ job, cursor: '' })) })),
    stopJobs: (_folder: unknown, ids: number[]) => Promise.resolve(void stopped.push(...ids)),
  } as unknown as OrchestratorClient;
  return { client, jobs, calls, stopped };
}

function start(
  client: OrchestratorClient,
  info: object = {},
  given: Partial<StartJobsInput> = {},
  environment = environmentOf(info),
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
    const environment = environmentOf();
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
    await start(client, { attempt: 2, heartbeatDetails: { attempt: 1, sent: 'refused', ended: true } });
    expect(calls).toEqual(['start']);
  });

  it('believes no heartbeat that did not come with a failure: a worker may have been killed right after it', async () => {
    const { client, jobs, calls } = backend({ existing: 1 });
    await start(client, { attempt: 2, heartbeatDetails: { attempt: 1, sent: 'nothing', inputFile: 'f' } });
    expect(calls).toEqual(['list']);
    expect(jobs).toHaveLength(1);
  });

  it('looks first after a reset, which counts the attempts anew', async () => {
    const { client, jobs } = backend({ existing: 1 });
    const now = Date.now();
    await start(client, { attempt: 1, scheduledTimestampMs: now - 5_000, currentAttemptScheduledTimestampMs: now });
    expect(jobs).toHaveLength(1);
  });

  it.each<[string, Error]>([
    ['another attempt has taken over', new ActivityNotFoundError('gone')],
    ['the activity is paused', new ActivityPausedError('paused')],
    ['Temporal does not answer', new Error('deadline exceeded')],
  ])('sends nothing when %s', async (_, error: Error) => {
    const { client, calls } = backend();
    const environment = environmentOf({}, () => error);
    await expect(start(client, {}, {}, environment)).rejects.toMatchObject({
      type: 'TaskNotHeld',
      nonRetryable: false,
      details: [{ sent: 'nothing' }],
    });
    expect(calls).toEqual([]);
  });

  it('leaves with its failure what it sent, for the attempt after it', async () => {
    const records: unknown[] = [];
    const environment = environmentOf();
    environment.on('heartbeat', (record: unknown) => records.push(record));
    await expect(start(backend({ failWith: refused(429) }).client, {}, {}, environment)).rejects.toBeDefined();
    expect(records.at(-1)).toMatchObject({ attempt: 1, sent: 'refused', ended: true });
  });

  it('stops what it made when it lost its task meanwhile and the run is closed', async () => {
    const { client, jobs, stopped } = backend();
    const lost = environmentOf({}, (count) => (count > 1 ? new ActivityNotFoundError('gone') : undefined));
    await expect(start(client, {}, {}, lost)).rejects.toMatchObject({ type: 'TaskNotHeld' });
    expect(jobs).toHaveLength(1);
    expect(stopped).toEqual([1]);
  });

  it.each([
    ['no job', () => []],
    ['fewer jobs than asked for', (made: Job[]) => made.slice(0, 2)],
    ['one job twice', (made: Job[]) => made.flatMap(() => made.slice(0, 1))],
  ])('settles by looking what an answer with %s leaves open', async (_, answer) => {
    const { client, jobs } = backend({ answer });
    const fields = { Strategy: 'ModernJobsCount', JobsCount: 3 };
    const result = await start(client, {}, { count: 3, fields });
    expect(result.jobs.map(({ id }) => id).sort()).toEqual([1, 2, 3]);
    expect(jobs).toHaveLength(3);
  });

  it('starts only what is missing when an answer made fewer jobs than asked for', async () => {
    let answers = 0;
    const made = backend({
      answer: (rows) => {
        answers += 1;
        if (answers > 1) return rows;
        made.jobs.splice(2);
        return rows.slice(0, 2);
      },
    });
    const fields = { Strategy: 'ModernJobsCount', JobsCount: 3 };
    await expect(start(made.client, {}, { count: 3, fields })).resolves.toMatchObject({ jobs: { length: 3 } });
    expect(made.jobs).toHaveLength(3);
  });

  it('looks once before it sends again after a 401, which may have come after the effect', async () => {
    const renewed = new BackendError('answered 401', {
      method: 'POST',
      url: 'u',
      progress: 'replied',
      status: 401,
      tokenRenewed: true,
    });
    const { client, jobs, calls } = backend({ failWith: renewed });
    expect(await start(client)).toMatchObject({ adopted: true, jobs: [{ id: 1 }] });
    expect(jobs).toHaveLength(1);
    expect(calls).toEqual(['start', 'list']);
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

  it('neither looks nor sends on a server without the landmarks of the run', async () => {
    const { client, calls } = backend({ serverHas: 'b' });
    const more = { target: { ...target, landmarks: ['a'] } };
    for (const [attempt, sent] of [
      [1, 'nothing'],
      [2, 'doubtful'],
    ] as const)
      await expect(start(client, { attempt }, more)).rejects.toMatchObject({
        type: 'ConnectionChanged',
        nonRetryable: false,
        details: [{ sent }],
      });
    expect(calls).toEqual([]);
    const right = backend();
    expect((await start(right.client, { attempt: 2 }, more)).jobs).toHaveLength(1);
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
