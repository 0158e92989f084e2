import { describe, expect, it } from 'vitest';
import type { FaultInput } from '../../src/simulator/index.js';
import { eventually } from '../eventually.js';
import { type Case, endOf, startMatrix } from './matrix.js';
import { infoLink } from './infolink-backend.js';

const refusal = { status: 'error', result: { message: 'Refused for the test.' } };

/** What may happen to a call that asks for a stop. */
const answers: Record<string, Omit<FaultInput, 'operation'>> = {
  'is answered with 500': { fault: 'status', status: 500 },
  'is refused in words': { fault: 'status', status: 200, body: refusal },
  'gets no reply': { fault: 'drop' },
  'gets no reply in time': { fault: 'drop', delayMs: 3_000 },
  'is throttled': { fault: 'throttle', retryAfterSeconds: 1 },
  'is answered by a page': { fault: 'html' },
};
const cases: Case[] = Object.entries(answers).flatMap(([name, fault]) =>
  (['before', 'after'] as const).map((when) => ({
    name: `${name}, ${when} its effect`,
    faults: [{ operation: 'InfoLink.stopJob', when, ...fault }],
  })),
);

describe('the end of an InfoLink job', () => {
  it('is reached by a stop, whatever is answered to it', async () => {
    const matrix = await startMatrix(cases, infoLink);
    await matrix.startWorker();
    const seen = await Promise.all(
      matrix.entries.map(async ({ case: { name }, simulator, run }) => {
        const handle = await run({ process: 'Endless', stop: { confirm: '45s' } });
        await eventually('the job runs', () => simulator.infoLinkJobs().length === 1);
        await handle.cancel();
        const end = await endOf(handle);
        return { name, end, statuses: simulator.infoLinkJobs().map(({ status }) => status) };
      }),
    );
    expect(seen).toEqual(cases.map(({ name }) => ({ name, end: 'Cancelled', statuses: ['stopped'] })));
  }, 90_000);

  it('is seen by the worker that takes over from one killed while it follows or stops', async () => {
    const names = ['followed', 'at its deadline', 'stopping'];
    const matrix = await startMatrix(
      names.map((name): Case => ({ name, faults: [] })),
      infoLink,
    );
    const first = await matrix.startWorkerProcess();
    const [followed, deadline, stopping] = matrix.entries;
    const runs = await Promise.all([
      followed?.run({ process: 'Endless' }),
      deadline?.run({ process: 'Endless', deadlines: { run: '4s' } }),
      stopping?.run({ process: 'Endless' }),
    ]);
    const jobs = matrix.entries.map(
      ({ simulator }) =>
        () =>
          simulator.infoLinkJobs()[0],
    );
    await eventually('all jobs run', () => jobs.every((job) => job() !== undefined));
    await runs[2]?.cancel();
    await eventually('one is being stopped', () => jobs[2]?.()?.stopAsked === true);
    first.signal('SIGKILL');
    await first.ended;
    await matrix.startWorkerProcess();
    await runs[0]?.cancel();
    expect(await Promise.all(runs.map(async (run) => run && (await endOf(run))))).toEqual([
      'Cancelled',
      'JobTimedOut',
      'Cancelled',
    ]);
    expect(matrix.entries.map(({ simulator }) => simulator.infoLinkJobs().map(({ status }) => status))).toEqual([
      ['stopped'],
      ['stopped'],
      ['stopped'],
    ]);
  }, 120_000);
});
