import '../../quiet-runtime.js';
import { ActivityCancelledError } from '@temporalio/client';
import { ActivityCancellationDetails } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { createStartJobs } from '../../../src/activities/start-jobs/start-jobs.js';
import type { Backend } from '../../../src/backends/backend.js';
import { BackendError } from '../../../src/backends/backend-error.js';
import type { StartJobsInput, StartJobsResult } from '../../../src/contract/activities.js';
import { environmentOf } from './attempt-environment.js';

/** A back end on which no job is ever found; counts the starts, which fail with a status if one is given. */
function startsOn(status?: number) {
  const sent = { starts: 0 };
  const backend = {
    type: 'fake',
    visibilityWindowMs: 20,
    effectWindowMs: 20,
    markOf: (reference) => reference,
    find: () => Promise.resolve([]),
    start: async (_start, _count, { lease }) => {
      await lease();
      sent.starts += 1;
      if (status === undefined) return [{ id: 1, key: 'k', state: 'Pending' }];
      const retryAfterMs = 7_000;
      throw new BackendError('no', { method: 'POST', url: 'u', progress: 'replied', status, retryAfterMs });
    },
  } satisfies Partial<Backend> as unknown as Backend;
  const start = (given: Partial<StartJobsInput> = {}, environment = environmentOf()): Promise<StartJobsResult> => {
    const activity = createStartJobs({
      connection: () => backend,
      connectionNames: () => ['default'],
      searchAttributes: false,
    });
    const target = { folder: {}, release: { name: 'Echo' } };
    return environment.run(activity, {
      connection: 'default',
      target,
      fields: {},
      reference: 'rpa:run:1.0:w',
      count: 1,
      ...given,
    });
  };
  return { start, sent };
}

describe('a cancelled start says what was sent', () => {
  it('even if Temporal told of the cancel only when the attempt asked for its task', async () => {
    const { start, sent } = startsOn();
    const environment = environmentOf({}, () => new ActivityCancelledError('cancelled'));
    // The SDK (1.24.0) drops the details of a CancelledFailure unless it knows of the cancel itself.
    await expect(start({}, environment)).rejects.toMatchObject({
      name: 'ApplicationFailure',
      type: 'TaskNotHeld',
      message: 'Nothing was sent: the run was cancelled',
      details: [{ sent: 'nothing' }],
    });
    expect(sent.starts).toBe(0);
  });

  it('while it looks up what an earlier attempt left', async () => {
    const { start, sent } = startsOn();
    const environment = environmentOf({ attempt: 2 });
    setTimeout(() => environment.cancel(), 5);
    await expect(start({}, environment)).rejects.toMatchObject({
      name: 'CancelledFailure',
      details: [{ sent: 'doubtful' }],
    });
    expect(sent.starts).toBe(0);
  });
});

describe('a start that is to end in doubt', () => {
  const endInDoubt = true;

  it('fails for good with the first doubt, and says when its caller may start again', async () => {
    await expect(startsOn(503).start({ endInDoubt })).rejects.toMatchObject({
      type: 'BackendUnavailable',
      nonRetryable: true,
      details: [{ status: 503, sent: 'doubtful', againAfterMs: 7_000 }],
    });
    await expect(startsOn(503).start()).rejects.toMatchObject({ nonRetryable: false });
  });

  it('is retried as long as nothing is in doubt', async () => {
    await expect(startsOn(429).start({ endInDoubt })).rejects.toMatchObject({
      type: 'RateLimited',
      nonRetryable: false,
      details: [{ sent: 'refused' }],
    });
  });

  it('is not left to the next worker in doubt if this one shuts down', async () => {
    const environment = environmentOf({ attempt: 2 });
    const details = new ActivityCancellationDetails({ workerShutdown: true });
    setTimeout(() => environment.cancel('WORKER_SHUTDOWN', details), 5);
    await expect(startsOn().start({ endInDoubt }, environment)).rejects.toMatchObject({
      name: 'ApplicationFailure',
      nonRetryable: true,
      details: [{ sent: 'doubtful', againAfterMs: 0 }],
    });
  });
});
