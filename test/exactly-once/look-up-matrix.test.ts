import { expect, it } from 'vitest';
import type { FaultInput } from '../../src/simulator/index.js';
import { eventually } from '../eventually.js';
import { type Case, endOf, startMatrix } from './matrix.js';
import { startStrangers } from './strangers.js';

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

/** What a start of three jobs names, what it makes, and when. */
const incomplete: Case[] = [
  { name: 'names two of three', faults: [{ operation: 'StartJobs', fault: 'rows', rows: 2 }] },
  { name: 'names none of three', faults: [{ operation: 'StartJobs', fault: 'rows', rows: 0 }] },
  { name: 'names and makes one of three', faults: [{ operation: 'StartJobs', fault: 'rows', rows: 1, made: 1 }] },
  { name: 'names and makes none', faults: [{ operation: 'StartJobs', fault: 'rows', rows: 0, made: 0 }] },
  { name: 'names the same job three times', faults: [{ operation: 'StartJobs', fault: 'rows', sameRow: true }] },
  {
    name: 'has its effect long after the call was cut',
    effectWindow: '6s',
    faults: [{ operation: 'StartJobs', fault: 'drop', effectAfterMs: 3_000 }],
  },
];

it('a start of three jobs makes three, whatever its answer names and whenever it has its effect', async () => {
  const matrix = await startMatrix(incomplete);
  await matrix.startWorker();
  const ends = await Promise.all(
    matrix.entries.map(async (entry) => ({
      name: entry.case.name,
      end: await endOf(await entry.run({ count: 3 })),
      jobs: entry.simulator.jobs().length,
    })),
  );
  expect(ends).toEqual(incomplete.map(({ name }) => ({ name, end: 'Successful', jobs: 3 })));
}, 180_000);

it('a look-up finds its job behind many newer ones of the process when the server refuses the filters', async () => {
  const away: FaultInput = { operation: 'Jobs.list', fault: 'status', status: 503, times: 1_000 };
  const matrix = await startMatrix([{ name: 'many newer jobs', faults: [lost, away] }]);
  await matrix.startWorker();
  const [entry] = matrix.entries as [(typeof matrix.entries)[number]];
  const { simulator } = entry;
  const handle = await entry.run();
  await eventually('the job is there', () => simulator.jobs().length === 1);
  const own = simulator.jobs()[0];
  await startStrangers(simulator, 1_100);
  simulator.clearFaults();
  const refusal = { message: 'Invalid query', errorCode: 1000 };
  simulator.addFault({ operation: 'Jobs.list', fault: 'status', status: 400, body: refusal, times: 2 });
  expect(await endOf(handle)).toBe('Successful');
  expect(simulator.jobs().filter(({ Reference }) => Reference === own?.Reference)).toHaveLength(1);
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
