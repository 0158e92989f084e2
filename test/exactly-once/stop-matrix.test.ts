import { expect, it } from 'vitest';
import { eventually } from '../eventually.js';
import { type Case, endOf, startMatrix } from './matrix.js';
import { type Effect, startReplies } from './replies.js';

const effects: readonly Effect[] = ['did not happen', 'happened'];

/** Each answer comes to the first StopJobs, the SoftStop; a refusal for ever to the Kills too. */
const cases: Case[] = startReplies.flatMap(({ reply, fault }) =>
  effects.map((effect): Case => {
    const when = effect === 'happened' ? 'after' : 'before';
    return { name: `${reply}, effect ${effect}`, faults: [{ operation: 'StopJobs', when, ...fault }] };
  }),
);

it('StopJobs ends the job whatever is answered, or its run says that the end was not seen', async () => {
  const matrix = await startMatrix(cases);
  await matrix.startWorker();
  const ends = await Promise.all(
    matrix.entries.map(async (entry) => {
      const run = await entry.run({ process: 'Slow', stop: { grace: '6s', confirm: '12s' } });
      await eventually('the job runs', () => entry.simulator.jobs()[0]?.State === 'Running');
      await run.cancel();
      const end = await endOf(run);
      const states = entry.simulator.jobs().map(({ State }) => State);
      return { name: entry.case.name, end, states };
    }),
  );
  for (const { name, end, states } of ends) {
    const neverStopped = name.includes('for ever') && name.includes('did not happen');
    if (neverStopped) expect({ name, end, states }).toEqual({ name, end: 'StopNotConfirmed', states: ['Running'] });
    else
      expect({ name, end, states }).toEqual({
        name,
        end: 'Cancelled',
        states: [expect.stringMatching(/^(Stopped|Faulted)$/)],
      });
  }
}, 180_000);
