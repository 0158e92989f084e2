import '../../quiet-runtime.js';
import { MockActivityEnvironment } from '@temporalio/testing';
import { describe, expect, it } from 'vitest';
import { createPollJob } from '../../../src/activities/poll-job/poll-job.js';
import { BackendError } from '../../../src/backends/backend-error.js';
import { orchestratorBackend } from '../../../src/backends/orchestrator/backend.js';
import { TargetError } from '../../../src/backends/target-error.js';
import type { OrchestratorClient } from '../../../src/backends/orchestrator/types.js';
import type { JobObservation, PollJobInput } from '../../../src/contract/activities.js';
import type { FinishedJob } from '../../../src/contract/jobs/job.js';

const target = { folder: { id: 1 }, release: { id: 1, key: 'k', name: 'Echo', processKey: 'p', processVersion: '1' } };
const input: PollJobInput = { connection: 'default', target, id: 7, phase: 'pending', maximumOutputBytes: 100 };

function poll(
  answer: Partial<FinishedJob> | BackendError,
  { elapsedMs = 0, ...given }: Partial<PollJobInput> & { elapsedMs?: number } = {},
  {
    heartbeatDetails,
    listed = [],
    serverHas = 'a',
    noReasons,
  }: { heartbeatDetails?: unknown; listed?: string[]; serverHas?: string; noReasons?: BackendError } = {},
): Promise<JobObservation> {
  const client = {
    getJob: () =>
      answer instanceof BackendError
        ? Promise.reject(answer)
        : Promise.resolve({ id: 7, key: 'k', state: 'Pending', ...answer }),
    validateExistingJob: () =>
      noReasons
        ? Promise.reject(noReasons)
        : Promise.resolve({ isValid: false, errors: [], errorCodes: ['TemplateNoHostsAvailable'] }),
    oldestFolders: () => Promise.resolve([{ id: 1, key: serverHas }]),
    findFolder: () => Promise.reject(new TargetError('FolderNotFound', 'No such folder')),
    findRelease: () => Promise.resolve(target.release),
    listJobPage: () => Promise.resolve({ rows: listed.map((key) => ({ job: { id: 7, key }, cursor: '' })) }),
  } as unknown as OrchestratorClient;
  const settings = {
    name: 'default',
    url: 'http://127.0.0.1',
    auth: { kind: 'accessToken', accessToken: 't' },
  } as const;
  const backend = orchestratorBackend(settings, client);
  const look = createPollJob({
    connection: (name) => (name === 'default' ? backend : undefined),
    connectionNames: () => ['default'],
    searchAttributes: false,
  });
  const environment = new MockActivityEnvironment({
    scheduledTimestampMs: Date.now() - elapsedMs,
    scheduleToCloseTimeoutMs: 600_000,
    heartbeatDetails,
  });
  return environment.run(look, { ...input, ...given });
}

describe('a look at a job', () => {
  it('returns when the job has entered another phase', async () => {
    expect(await poll({ state: 'Running' })).toEqual({ job: { id: 7, key: 'k', state: 'Running' }, phase: 'running' });
  });

  it('throws a benign failure that says what the job does, and looks again after a tenth of the elapsed time', async () => {
    await expect(
      poll({ state: 'Running', robot: 'r1', startTime: 't' }, { phase: 'running', elapsedMs: 80_000 }),
    ).rejects.toMatchObject({
      type: 'JobNotFinished',
      message: 'Job 7 is Running since t on r1',
      category: 'BENIGN',
      nonRetryable: false,
    });
    const failed = (await poll({}, { elapsedMs: 80_000, pendingReasons: ['x'] }).catch((error: unknown) => error)) as {
      nextRetryDelay: number;
    };
    expect(failed.nextRetryDelay).toBeGreaterThanOrEqual(8_000);
    expect(failed.nextRetryDelay).toBeLessThan(9_000);
  });

  it.each([400, 404, 409, 422, 500])('is not harmed by a %i to the question why it waits', async (status) => {
    const noReasons = new BackendError('no', { method: 'POST', url: 'http://127.0.0.1', progress: 'replied', status });
    await expect(poll({}, { elapsedMs: 20_000 }, { noReasons })).rejects.toMatchObject({ type: 'JobNotFinished' });
  });

  it('returns once with the reasons why a job waits', async () => {
    expect(await poll({}, { elapsedMs: 20_000 })).toMatchObject({ pendingReasons: ['TemplateNoHostsAvailable'] });
    await expect(poll({}, { elapsedMs: 20_000, pendingReasons: ['known'] })).rejects.toMatchObject({
      type: 'JobNotFinished',
    });
  });

  it('returns only at the end when asked to', async () => {
    await expect(poll({ state: 'Running' }, { until: 'final' })).rejects.toMatchObject({ type: 'JobNotFinished' });
    expect(await poll({ state: 'Stopped' }, { until: 'final' })).toMatchObject({ phase: 'final' });
  });

  it('leaves out an output that a history should not carry and no destination keeps, and says how large it was', async () => {
    const { job } = await poll({ state: 'Successful', output: 'x'.repeat(200) });
    expect(job.output).toBeUndefined();
    expect(job.outputOmitted).toEqual({
      reason: 'tooLarge',
      bytes: 202,
      message: "output.destination 'default' is not configured. Configured: none",
    });
  });

  it('goes on looking while permissions are being repaired', async () => {
    const refused = new BackendError('You are not authorized!', {
      method: 'GET',
      url: 'u',
      progress: 'replied',
      status: 403,
    });
    await expect(poll(refused)).rejects.toMatchObject({ type: 'PermissionDenied', nonRetryable: false });
  });

  const answered = (status: number): BackendError =>
    new BackendError(`answered ${status}`, { method: 'GET', url: 'u', progress: 'replied', status });
  const longAgo = { missing: { sinceMs: Date.now() - 120_000, looks: 9 } };

  it.each([400, 404, 409, 410])('takes one answer %i for odd, and polls again', async (status) => {
    for (const phase of ['pending', 'running', 'suspended'] as const)
      await expect(poll(answered(status), { key: 'k', phase, elapsedMs: 300_000 })).rejects.toMatchObject({
        nonRetryable: false,
      });
  });

  it('says that a job was deleted when polls over a time and a list agree', async () => {
    await expect(poll(answered(404), { key: 'k' }, { heartbeatDetails: longAgo })).rejects.toMatchObject({
      type: 'JobNotFound',
      nonRetryable: true,
      message: expect.stringMatching(
        /^Job 7 \(key k\) no longer exists: 10 polls since 20.* did not find it/,
      ) as string,
    });
  });

  it('does not take a job for deleted that a list still has, or that was missed for a moment only', async () => {
    const listed = poll(answered(404), { key: 'k' }, { heartbeatDetails: longAgo, listed: ['k'] });
    await expect(listed).rejects.toMatchObject({ type: 'JobNotFound', nonRetryable: false });
    const recent = { missing: { sinceMs: Date.now() - 5_000, looks: 9 } };
    await expect(poll(answered(404), { key: 'k' }, { heartbeatDetails: recent })).rejects.toMatchObject({
      nonRetryable: false,
    });
  });

  it("never takes another server's job with the same id for its own", async () => {
    await expect(poll({ key: 'other', state: 'Successful' }, { key: 'k', until: 'now' })).rejects.toMatchObject({
      type: 'ConnectionChanged',
      nonRetryable: false,
    });
    expect(await poll({ key: 'K', state: 'Stopped' }, { key: 'k' })).toMatchObject({ phase: 'final' });
  });

  it('takes no job for missing on a server without the landmarks of the run', async () => {
    const look = { key: 'k', target: { ...target, landmarks: ['a'] } };
    const there = poll(answered(404), look, { heartbeatDetails: longAgo, serverHas: 'b' });
    await expect(there).rejects.toMatchObject({ type: 'ConnectionChanged', nonRetryable: false });
    const here = poll(answered(404), look, { heartbeatDetails: longAgo, serverHas: 'a' });
    await expect(here).rejects.toMatchObject({ type: 'JobNotFound', nonRetryable: true });
  });

  it('takes an unknown state for an end only with an end time', async () => {
    expect(await poll({ state: 'Cancelled', endTime: '2026-11-23T08:00:00Z' })).toMatchObject({ phase: 'final' });
    await expect(poll({ state: 'Cancelled' }, { phase: 'running' })).rejects.toMatchObject({ type: 'JobNotFinished' });
  });

  it('names the configured connections when it does not know the one asked for', async () => {
    await expect(poll({}, { connection: 'defalt' })).rejects.toMatchObject({
      type: 'InvalidInput',
      nonRetryable: true,
      message: "connection 'defalt' is not configured; did you mean 'default'? Configured: default",
    });
  });
});
