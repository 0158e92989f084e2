import { describe, expect, it } from 'vitest';
import { eventually } from '../eventually.js';
import { type Case, callsOf, endOf, startMatrix } from './matrix.js';
import { type Effect, startReplies } from './replies.js';

interface StartCase extends Case {
  end: string;
  lookUps: 'none' | 'any';
}

const effects: readonly Effect[] = ['did not happen', 'happened'];

const cases: StartCase[] = startReplies.flatMap(({ reply, fault, end, effects: possible = effects, ...more }) =>
  possible.map((effect): StartCase => {
    const when = effect === 'happened' ? 'after' : 'before';
    return {
      ...more,
      name: `${reply}, effect ${effect}`,
      faults: [{ operation: 'StartJobs', when, ...fault }],
      end: effect === 'happened' ? 'Successful' : end,
      lookUps: end === 'Successful' && possible.length === 1 ? 'none' : 'any',
    };
  }),
);
const sound: StartCase = { name: '201', faults: [], end: 'Successful', lookUps: 'none' };
const late: StartCase = {
  name: 'no reply within the timeout, effect happens later',
  faults: [{ operation: 'StartJobs', fault: 'delay', delayMs: 3_000 }],
  end: 'Successful',
  lookUps: 'any',
  visibilityWindow: '5s',
};

const jobsOf = (end: string): number => (end === 'Successful' ? 1 : 0);

describe('StartJobs makes one job or none', () => {
  it('whatever is answered', async () => {
    const matrix = await startMatrix([sound, late, ...cases]);
    await matrix.startWorker();
    const ends = await Promise.all(
      matrix.entries.map(async (entry) => {
        const end = await endOf(await entry.run());
        const jobs = entry.simulator.jobs().length;
        const lookUps = callsOf(entry, 'Jobs.list');
        return { name: entry.case.name, end, jobs, lookUps: entry.case.lookUps === 'none' ? lookUps : 'any' };
      }),
    );
    expect(ends).toEqual(
      matrix.entries.map(({ case: { name, end, lookUps } }) => ({
        name,
        end,
        jobs: jobsOf(end),
        lookUps: lookUps === 'none' ? 0 : 'any',
      })),
    );
  }, 180_000);

  it('whatever is answered to the worker that takes over from one killed between sending and reporting', async () => {
    const killed = cases.map((given): StartCase => {
      const when = given.faults[0]?.when ?? 'before';
      const hang = { operation: 'StartJobs', fault: 'drop', delayMs: 120_000, when } as const;
      return {
        ...given,
        faults: [hang, ...given.faults],
        lookUps: 'any',
        end: when === 'after' ? 'Successful' : given.end,
      };
    });
    const matrix = await startMatrix(killed);
    const first = await matrix.startWorkerProcess();
    const runs = await Promise.all(matrix.entries.map((entry) => entry.run()));
    await eventually('every start has been sent', () =>
      matrix.entries.every(({ simulator, case: { faults } }) =>
        faults[0]?.when === 'after' ? simulator.jobs().length === 1 : simulator.faults().length < faults.length,
      ),
    );
    first.signal('SIGKILL');
    await first.ended;
    await matrix.startWorkerProcess();
    const ends = await Promise.all(runs.map(endOf));
    const seen = matrix.entries.map((entry, index) => ({
      name: entry.case.name,
      end: ends[index],
      jobs: entry.simulator.jobs().length,
    }));
    expect(seen).toEqual(matrix.entries.map(({ case: { name, end } }) => ({ name, end, jobs: jobsOf(end) })));
  }, 300_000);
});
