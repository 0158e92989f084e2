import { describe, expect, it } from 'vitest';
import { eventually } from '../eventually.js';
import { type Case, callsOf, endOf, startMatrix } from './matrix.js';
import { infoLink } from './infolink-backend.js';
import type { Effect, StartReply } from './replies.js';

interface StartCase extends Case {
  end: string;
  /** Whether `getJobStatus` is asked before a start is sent again. */
  asked: boolean;
}

const status = (code: number, body?: unknown): StartReply['fault'] => ({
  fault: 'status',
  status: code,
  ...(body !== undefined && { body }),
});
const refusal = { status: 'error', result: { message: 'Refused for the test.' } };

const replies: readonly StartReply[] = [
  { reply: '200 with a body that says nothing', fault: status(200, {}), end: 'Successful' },
  { reply: '200, success without a job', fault: status(200, { status: 'success', result: {} }), end: 'Successful' },
  { reply: '200, error', fault: status(200, refusal), end: 'RequestRefused' },
  { reply: '400', fault: status(400, refusal), end: 'RequestRefused' },
  { reply: '401 once', fault: status(401), end: 'Successful' },
  { reply: '408', fault: status(408), end: 'Successful' },
  {
    reply: '429',
    fault: { fault: 'throttle', retryAfterSeconds: 1 },
    end: 'Successful',
    effects: ['did not happen'],
  },
  { reply: '500', fault: status(500), end: 'Successful' },
  { reply: '502 HTML', fault: status(502), end: 'Successful' },
  { reply: '503 plain text', fault: { fault: 'text', status: 503 }, end: 'Successful' },
  { reply: '504', fault: status(504), end: 'Successful' },
  { reply: 'connection reset', fault: { fault: 'drop' }, end: 'Successful' },
  { reply: 'no reply within the timeout', fault: { fault: 'drop', delayMs: 3_000 }, end: 'Successful' },
  { reply: '2xx HTML', fault: { fault: 'html' }, end: 'Successful' },
  {
    reply: 'body cut short',
    fault: { ...status(200, '{"status":"success","result":{'), headers: { 'Content-Type': 'application/json' } },
    end: 'Successful',
  },
];
const effects: readonly Effect[] = ['did not happen', 'happened'];
const executeJob = 'InfoLink.executeJob';

const cases: StartCase[] = replies.flatMap(({ reply, fault, end, effects: possible = effects }) =>
  possible.map((effect): StartCase => {
    const when = effect === 'happened' ? 'after' : 'before';
    return {
      name: `${reply}, effect ${effect}`,
      faults: [{ operation: executeJob, when, ...fault }],
      end: effect === 'happened' ? 'Successful' : end,
      asked: possible.length > 1,
    };
  }),
);
const hidden: StartCase = {
  name: 'lost reply, and the job shows late',
  faults: [{ operation: executeJob, fault: 'drop', when: 'after', hiddenMs: 1_000 }],
  end: 'Successful',
  asked: true,
  visibilityWindow: '3s',
};
const lostFor = (name: string, fault: StartReply['fault'], times: number): StartCase => ({
  name: `lost reply, and getJobStatus ${name}`,
  faults: [
    { operation: executeJob, fault: 'drop', when: 'after' },
    { operation: 'InfoLink.getJobStatus', times, ...fault },
  ],
  end: 'Successful',
  asked: true,
});
const lookUps = [
  lostFor('fails', status(500), 2),
  lostFor('is refused in words, though the log knows the job', status(200, refusal), 2),
  lostFor('is throttled', { fault: 'throttle', retryAfterSeconds: 1 }, 1),
  lostFor('gets no reply', { fault: 'drop' }, 1),
];

const jobsOf = (end: string): number => (end === 'Successful' ? 1 : 0);

describe('executeJob makes one job or none', () => {
  it('whatever is answered', async () => {
    const matrix = await startMatrix([...cases, hidden, ...lookUps], infoLink);
    await matrix.startWorker();
    const seen = await Promise.all(
      matrix.entries.map(async (entry) => {
        const end = await endOf(await entry.run());
        const calls = entry.simulator.calls().map(({ operation }) => operation);
        const first = calls.indexOf(executeJob);
        const second = calls.indexOf(executeJob, first + 1);
        const asked = second < 0 || calls.slice(first, second).includes('InfoLink.getJobStatus');
        return { name: entry.case.name, end, jobs: entry.simulator.infoLinkJobs().length, asked };
      }),
    );
    expect(seen).toEqual(
      matrix.entries.map(({ case: { name, end, asked } }) => ({ name, end, jobs: jobsOf(end), asked })),
    );
    const sent = matrix.entries.map((entry) => callsOf(entry, executeJob));
    expect(Math.max(...sent)).toBe(2);
  }, 120_000);

  it('whatever is answered to the worker that takes over from one killed between sending and reporting', async () => {
    const killed = [...cases, ...lookUps].map((given): StartCase => {
      const when = given.faults[0]?.when ?? 'before';
      const hang = { operation: executeJob, fault: 'drop', delayMs: 120_000, when } as const;
      return { ...given, faults: [hang, ...given.faults], end: when === 'after' ? 'Successful' : given.end };
    });
    const matrix = await startMatrix(killed, infoLink);
    const first = await matrix.startWorkerProcess();
    const runs = await Promise.all(matrix.entries.map((entry) => entry.run()));
    await eventually('every start has been sent', () =>
      matrix.entries.every(({ simulator, case: { faults } }) =>
        faults[0]?.when === 'after' ? simulator.infoLinkJobs().length === 1 : simulator.faults().length < faults.length,
      ),
    );
    first.signal('SIGKILL');
    await first.ended;
    await matrix.startWorkerProcess();
    const ends = await Promise.all(runs.map(endOf));
    const seen = matrix.entries.map(({ case: { name }, simulator }, index) => ({
      name,
      end: ends[index],
      jobs: simulator.infoLinkJobs().length,
    }));
    expect(seen).toEqual(matrix.entries.map(({ case: { name, end } }) => ({ name, end, jobs: jobsOf(end) })));
  }, 200_000);

  it('and says what to look for when nobody can tell', async () => {
    const never: StartCase = lostFor('never answers', status(500), 10_000);
    const matrix = await startMatrix([never], infoLink);
    await matrix.startWorker();
    const [entry] = matrix.entries;
    const run = await entry?.run({ deadlines: { start: '3s' }, stop: { confirm: '3s' } });
    const failure = await run?.result().then(
      () => undefined,
      (error: unknown) => (error as { cause: { type: string; message: string } }).cause,
    );
    expect(failure).toMatchObject({ type: 'StartOutcomeUnknown', nonRetryable: true });
    const [job, ...more] = entry?.simulator.infoLinkJobs() ?? [];
    expect(more).toEqual([]);
    expect(failure?.message).toContain(`jobId '${job?.jobId ?? ''}'`);
  }, 60_000);
});
