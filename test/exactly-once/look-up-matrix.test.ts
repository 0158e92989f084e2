import { expect, it } from 'vitest';
import type { FaultInput } from '../../src/simulator/index.js';
import { type Case, endOf, startMatrix } from './matrix.js';

type LookUp = Omit<FaultInput, 'operation'>;

/** What happens to the look-up after a start that created its jobs and whose answer was lost. */
const lookUps: Record<string, LookUp[]> = {
  works: [],
  'fails with 500 twice': [{ fault: 'status', status: 500, times: 2 }],
  'is throttled': [{ fault: 'throttle', retryAfterSeconds: 1 }],
  'is answered by a login page': [{ fault: 'html' }],
  'gets no reply': [{ fault: 'drop' }],
  'gets no reply in time': [{ fault: 'drop', delayMs: 3_000 }],
  'is cut short': [{ fault: 'truncate' }],
  'refuses the first filter': [{ fault: 'status', status: 400, body: { message: 'Invalid query', errorCode: 1000 } }],
  'refuses two filters': [
    { fault: 'status', status: 400, body: { message: 'Invalid query', errorCode: 1000 }, times: 2 },
  ],
  'is refused with 401 once': [{ fault: 'status', status: 401 }],
};

const lost: FaultInput = { operation: 'StartJobs', fault: 'drop', when: 'after' };
const cases: Case[] = [
  ...Object.entries(lookUps).map(([name, faults]): Case => {
    const struck = faults.map((fault): FaultInput => ({ operation: 'Jobs.list', ...fault }));
    return { name, faults: [lost, ...struck] };
  }),
  {
    name: 'finds nothing at first',
    visibilityWindow: '4s',
    faults: [{ operation: 'StartJobs', fault: 'status', status: 503, when: 'after', hiddenMs: 2_500 }],
  },
];

it('a look-up makes sure of one job and of three, whatever it meets', async () => {
  const counted = [1, 3].flatMap((count) => cases.map((given) => ({ ...given, count })));
  const matrix = await startMatrix(counted);
  await matrix.startWorker();
  const ends = await Promise.all(
    matrix.entries.map(async (entry) => {
      const { name, count } = entry.case;
      return { name, count, end: await endOf(await entry.run({ count })), jobs: entry.simulator.jobs().length };
    }),
  );
  expect(ends).toEqual(counted.map(({ name, count }) => ({ name, count, end: 'Successful', jobs: count })));
}, 180_000);

it('a look-up that is never answered leaves at most the intended jobs and says what to look for', async () => {
  const matrix = await startMatrix([
    { name: 'lost', faults: [lost, { operation: 'Jobs.list', fault: 'status', status: 500, times: 1_000 }] },
  ]);
  await matrix.startWorker();
  const [entry] = matrix.entries;
  const run = await entry?.run({ deadlines: { start: '6s' }, stop: { confirm: '5s' } });
  const failure = await run?.result().then(
    () => undefined,
    (error: unknown) => (error as { cause: { type: string; message: string; details: unknown[] } }).cause,
  );
  expect(failure).toMatchObject({ type: 'StartOutcomeUnknown', nonRetryable: true });
  const [job] = entry?.simulator.jobs() ?? [];
  expect(entry?.simulator.jobs()).toHaveLength(1);
  expect(failure?.message).toContain(`Reference '${String(job?.Reference)}'`);
}, 60_000);
