import { describe, expect, it } from 'vitest';
import type { Activities, StartJobsInput } from '../../../src/contract/activities.js';
import { eventually } from '../../eventually.js';
import { failing, FakeBackend } from '../kit/fake-backend.js';
import { failureOf, timeSkipping } from '../kit/time-skipping.js';

const bench = timeSkipping();
const job = (): object => ({ folder: 'Shared', process: 'Robot' });

type Start = Activities['startJobs'];

describe('a start that ended in doubt', () => {
  /** Fails once in doubt, as an attempt does whose caller starts again; then it does what the test says. */
  function endsInDoubt(
    next: (backend: FakeBackend, input: StartJobsInput) => ReturnType<Start>,
    againAfterMs: number,
  ): { backend: FakeBackend; inputs: StartJobsInput[] } {
    const backend = new FakeBackend({ Robot: { states: ['Running', 'Successful'] } });
    const inputs: StartJobsInput[] = [];
    const startJobs: Start = async (input) => {
      inputs.push(input);
      if (inputs.length > 1) return next(backend, input);
      throw failing('BackendUnavailable', { sent: 'doubtful', againAfterMs }, 'no answer');
    };
    bench.use(backend.activities({ startJobs }));
    return { backend, inputs };
  }
  const adopts = (backend: FakeBackend, input: StartJobsInput): ReturnType<Start> =>
    Promise.resolve({ jobs: backend.startJobs(input), adopted: true });

  it('is tried again in an activity that looks before it sends', async () => {
    const { inputs } = endsInDoubt(adopts, 30_000);
    expect(await (await bench.start('runJob', { job: job() })).result()).toMatchObject({ jobs: [{ id: 1 }] });
    const [first, second] = inputs;
    expect(inputs).toHaveLength(2);
    expect(first).toMatchObject({ endInDoubt: true });
    expect(second).toMatchObject({ lookUp: 'beforeSending', inFlight: false, sinceMs: first?.sinceMs });
    expect(second).not.toHaveProperty('endInDoubt');
  });

  it('fails as it did, and may be retried as a run, when its deadline leaves no time for another', async () => {
    const { inputs } = endsInDoubt(() => Promise.resolve({ jobs: [], adopted: false }), 3_600_000);
    const run = await bench.start('runJob', { job: job(), deadlines: { start: '10m' } });
    const failure = await failureOf(run);
    expect(failure).toMatchObject({ type: 'BackendUnavailable', message: 'no answer' });
    expect(failure?.details).not.toHaveProperty('againAfterMs');
    expect(inputs.map(({ lookUp }) => lookUp)).toEqual([undefined, 'instead']);
  });

  it('is looked up when it is cancelled between the two', async () => {
    const { inputs, backend } = endsInDoubt(adopts, 300_000);
    const run = await bench.start('runJob', { job: job() });
    await eventually('the run waits', async () =>
      ((await run.fetchHistory()).events ?? []).some((event) => event.timerStartedEventAttributes),
    );
    await run.cancel();
    expect(await failureOf(run)).toBeUndefined();
    expect(inputs.map(({ lookUp }) => lookUp)).toEqual([undefined, 'instead']);
    expect(backend.jobs).toEqual([]);
  });
});
