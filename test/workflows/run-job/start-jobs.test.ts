import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import type { Activities, Sent, StartJobsInput } from '../../../src/contract/activities.js';
import { eventually } from '../../eventually.js';
import { failing, FakeBackend } from '../kit/fake-backend.js';
import { failureOf, type Run, timeSkipping } from '../kit/time-skipping.js';

const bench = timeSkipping();
const job = (more: object = {}): object => ({ folder: 'Shared', process: 'Robot', ...more });

type Start = Activities['startJobs'];

interface Started {
  backend: FakeBackend;
  /** What each call looked for; undefined for one that starts. */
  lookUps: StartJobsInput['lookUp'][];
}

/** A back end whose first start fails after it made so many jobs, and whose looks find what the test says. */
function starts(first: (sent: Sent) => Error, sent: Sent, made: number, lookUp?: Start): Started {
  const backend = new FakeBackend({ Robot: { states: ['Running', 'Successful'] } });
  const lookUps: Started['lookUps'] = [];
  const startJobs: Start = async (input) => {
    lookUps.push(input.lookUp);
    if (input.lookUp !== undefined && lookUp) return lookUp(input);
    if (lookUps.length > 1) return { jobs: backend.startJobs(input), adopted: true };
    if (made > 0) backend.startJobs({ ...input, count: made });
    return Promise.reject(first(sent));
  };
  bench.use(backend.activities({ startJobs }));
  return { backend, lookUps };
}

const unavailable = (sent: Sent): Error => failing('BackendUnavailable', { sent }, 'no answer');
const lookFails: Start = () => Promise.reject(failing('PermissionDenied', { mark: "job name 'x'" }, 'may not list'));

describe('a run that cannot prepare its start in time', () => {
  it('fails with what the last attempt said, and names the connection', async () => {
    const away = ApplicationFailure.retryable('GET Folders was answered 503: busy', 'BackendUnavailable', {
      status: 503,
    });
    bench.use(new FakeBackend({}).activities({ authenticate: () => Promise.reject(away) }));
    const run = await bench.start('runJob', { job: job(), deadlines: { start: '10s' } });
    expect(await failureOf(run)).toMatchObject({
      type: 'BackendUnavailable',
      message: "Connection 'default' could not be used within the start deadline: GET Folders was answered 503: busy",
      details: { status: 503 },
    });
  });
});

describe('a start that fails', () => {
  it('gives the reason of a job that ended with an error and has no other', async () => {
    const backend = new FakeBackend({ Robot: { states: ['Running', 'Faulted'] } });
    const startJobs: Start = (input) => {
      const jobs = backend.startJobs(input);
      if (input.lookUp !== undefined) return Promise.resolve({ jobs, adopted: true });
      return Promise.reject(failing('RequestRefused', { sent: 'refused' }, 'Column "name" is missing'));
    };
    bench.use(backend.activities({ startJobs }));
    expect(await failureOf(await bench.start('runJob', { job: job() }))).toMatchObject({
      type: 'JobFaulted',
      message: expect.stringContaining('faulted: Column "name" is missing') as string,
    });
  });

  it('is not looked for when nothing was sent', async () => {
    const { lookUps } = starts(unavailable, 'nothing', 0);
    const failure = await failureOf(await bench.start('runJob', { job: job() }));
    expect(failure).toMatchObject({ type: 'BackendUnavailable', message: 'no answer' });
    expect(failure?.details.reference).toMatch(/^rpa:/);
    expect(lookUps).toEqual([undefined]);
  });

  it('is looked for once when it was refused; without a job it fails as it was refused', async () => {
    const { lookUps } = starts(unavailable, 'refused', 0);
    expect((await failureOf(await bench.start('runJob', { job: job() })))?.type).toBe('BackendUnavailable');
    expect(lookUps).toEqual([undefined, 'insteadOnce']);
  });

  it('is followed when the look after a refusal finds its job all the same', async () => {
    const { backend } = starts(unavailable, 'refused', 1);
    expect(await (await bench.start('runJob', { job: job() })).result()).toMatchObject({ jobs: [{ id: 1 }] });
    expect(backend.jobs).toHaveLength(1);
  });

  it('fails as it was refused when the look itself fails', async () => {
    const { lookUps } = starts(unavailable, 'refused', 0, lookFails);
    expect((await failureOf(await bench.start('runJob', { job: job() })))?.type).toBe('BackendUnavailable');
    expect(lookUps).toEqual([undefined, 'insteadOnce']);
  });

  it('is looked for until it is visible when it is doubtful, and followed', async () => {
    const { backend, lookUps } = starts(unavailable, 'doubtful', 1);
    expect(await (await bench.start('runJob', { job: job() })).result()).toMatchObject({ jobs: [{ id: 1 }] });
    expect(lookUps).toEqual([undefined, 'instead']);
    expect(backend.jobs).toHaveLength(1);
  });

  it('is doubtful when the failure does not say what was sent', async () => {
    const { lookUps } = starts(() => failing('BackendUnavailable'), 'nothing', 1);
    await (await bench.start('runJob', { job: job() })).result();
    expect(lookUps).toEqual([undefined, 'instead']);
  });

  it('fails as it did when the look finds nothing', async () => {
    starts(unavailable, 'doubtful', 0);
    expect(await failureOf(await bench.start('runJob', { job: job() }))).toMatchObject({ message: 'no answer' });
  });

  it('fails as StartOutcomeUnknown when nobody can look, and says by what to look', async () => {
    starts(unavailable, 'doubtful', 1, lookFails);
    const failure = await failureOf(await bench.start('runJob', { job: job() }));
    expect(failure?.type).toBe('StartOutcomeUnknown');
    expect(failure?.message).toContain('may not list. No second job was started');
    expect(failure?.message).toContain("jobs with job name 'x'");
    starts(unavailable, 'doubtful', 1, () => Promise.reject(failing('PermissionDenied')));
    const other = await failureOf(await bench.start('runJob', { job: job() }));
    expect(other?.message).toMatch(/jobs with Reference 'rpa:/);
  });

  it('stops the jobs that it finds when they are not all there', async () => {
    const { backend } = starts(unavailable, 'doubtful', 2);
    const failure = await failureOf(await bench.start('runJob', { job: job({ count: 3 }) }));
    expect(failure).toMatchObject({ type: 'StartOutcomeUnknown' });
    expect(failure?.message).toContain('2 of 3 jobs were found and stopped');
    expect(backend.states()).toEqual(['Stopped', 'Stopped']);
  });

  it('takes what it finds where only the server knows how many there are', async () => {
    starts(unavailable, 'doubtful', 2);
    const run = await bench.start('runJob', { job: job({ strategy: 'All' }) });
    expect(await run.result()).toMatchObject({ jobs: [{ id: 1 }, { id: 2 }] });
  });

  it('is made again within its deadline while the back end is away', async () => {
    let calls = 0;
    const backend = new FakeBackend();
    const startJobs: Start = (input) => {
      calls += 1;
      if (calls < 4) throw ApplicationFailure.retryable('away', 'BackendUnavailable', { sent: 'nothing' });
      return Promise.resolve({ jobs: backend.startJobs(input), adopted: false });
    };
    bench.use(backend.activities({ startJobs }));
    await (await bench.start('runJob', { job: job() })).result();
    expect(calls).toBe(4);
  });
});

/** Cancels a run and waits until its start knows of it. */
async function cancelStart(run: Run): Promise<void> {
  await run.cancel();
  await eventually('the start is told', async () =>
    ((await run.fetchHistory()).events ?? []).some((event) => event.activityTaskCancelRequestedEventAttributes),
  );
}

describe('a cancel during the start', () => {
  it.each<[string, Sent, string[]]>([
    ['stops the job that the attempt in flight made', 'doubtful', ['Stopped']],
    ['leaves nothing when nothing was sent', 'nothing', []],
  ])('%s', async (_what, sent, states) => {
    const backend = new FakeBackend({ Robot: { states: ['Running'] } });
    let inFlight = false;
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const startJobs: Start = async (input) => {
      if (input.lookUp !== undefined) return { jobs: backend.startJobs(input), adopted: true };
      inFlight = true;
      await held;
      if (sent === 'doubtful') backend.startJobs(input);
      // The real server does not retry it after a cancel; the test server (1.40) would wait for ever.
      throw failing('BackendUnavailable', { sent }, 'no answer');
    };
    bench.use(backend.activities({ startJobs }));
    const run = await bench.start('runJob', { job: job() });
    await eventually('the start is on its way', () => inFlight);
    await cancelStart(run);
    goOn();
    expect(await failureOf(run)).toBeUndefined();
    expect((await run.describe()).status.name).toBe('CANCELLED');
    expect(backend.states()).toEqual(states);
  });

  it('stops the job of an attempt that succeeds', async () => {
    const backend = new FakeBackend({ Robot: { states: ['Running'] } });
    let inFlight = false;
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    bench.use(
      backend.activities({
        startJobs: async (input) => {
          inFlight = true;
          await held;
          return { jobs: backend.startJobs(input), adopted: false };
        },
      }),
    );
    const run = await bench.start('runJob', { job: job() });
    await eventually('the start is on its way', () => inFlight);
    await cancelStart(run);
    goOn();
    expect(await failureOf(run)).toBeUndefined();
    expect(backend.states()).toEqual(['Stopped']);
  });
});

describe('what comes before the start', () => {
  it.each<[keyof Activities, string]>([
    ['authenticate', 'AuthenticationFailed'],
    ['resolveRelease', 'FolderNotFound'],
  ])('fails the run when %s fails for good', async (name, type) => {
    const backend = new FakeBackend();
    bench.use(backend.activities({ [name]: () => Promise.reject(failing(type, { status: 401 })) }));
    expect(await failureOf(await bench.start('runJob', { job: job() }))).toMatchObject({
      type,
      details: { status: 401 },
    });
    expect(backend.jobs).toEqual([]);
  });

  it.each(['FolderNotFound', 'ReleaseNotFound'])('is asked anew when the start says %s, once', async (type) => {
    const backend = new FakeBackend();
    const asked: unknown[] = [];
    const target = { folder: { path: 'Shared' }, release: { name: 'Robot' }, landmarks: ['a'] };
    let refusals = 1;
    bench.use(
      backend.activities({
        resolveRelease: ({ outdated }) => {
          asked.push(outdated);
          return Promise.resolve(target);
        },
        startJobs: (input) =>
          (refusals -= 1) >= 0
            ? Promise.reject(failing(type, { sent: 'nothing' }))
            : Promise.resolve({ jobs: backend.startJobs(input), adopted: false }),
      }),
    );
    await (await bench.start('runJob', { job: job() })).result();
    expect(asked).toEqual([undefined, target]);
    refusals = 2;
    expect((await failureOf(await bench.start('runJob', { job: job() })))?.type).toBe(type);
    expect(asked).toEqual([undefined, target, undefined, target]);
  });

  it('is not asked anew without landmarks, because another server might answer', async () => {
    const backend = new FakeBackend();
    const asked: unknown[] = [];
    bench.use(
      backend.activities({
        resolveRelease: ({ outdated }) => {
          asked.push(outdated);
          return Promise.resolve({ folder: {}, release: { name: 'Robot' } });
        },
        startJobs: () => Promise.reject(failing('ReleaseNotFound', { sent: 'nothing' }, 'no such process')),
      }),
    );
    expect(await failureOf(await bench.start('runJob', { job: job() }))).toMatchObject({ message: 'no such process' });
    expect(asked).toEqual([undefined]);
  });

  it('fails the run when what is asked anew is not there', async () => {
    const backend = new FakeBackend();
    bench.use(
      backend.activities({
        resolveRelease: ({ outdated }) =>
          outdated
            ? Promise.reject(failing('ReleaseNotFound', {}, 'gone for good'))
            : Promise.resolve({ folder: {}, release: { name: 'Robot' }, landmarks: ['a'] }),
        startJobs: () => Promise.reject(failing('ReleaseNotFound', { sent: 'nothing' })),
      }),
    );
    expect(await failureOf(await bench.start('runJob', { job: job() }))).toMatchObject({ message: 'gone for good' });
  });
});
