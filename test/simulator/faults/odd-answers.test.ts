import { describe, expect, test } from 'vitest';
import type { FaultInput } from '../../../src/simulator/index.js';
import { action, simulate, type TestSimulator } from '../simulator-client.js';

const start = { operation: 'StartJobs', fault: 'rows' } as const;
const threeEchoes = { startInfo: { ReleaseName: 'Echo', Strategy: 'ModernJobsCount', JobsCount: 3 } };

/** The states of single reads of one job, or the status of those that fail. */
async function looks({ get }: TestSimulator, id: unknown, count: number): Promise<unknown[]> {
  const seen: unknown[] = [];
  for (let look = 0; look < count; look += 1) {
    const { status, body } = await get(`/odata/Jobs(${String(id)})`);
    seen.push(status === 200 ? body.State : status);
  }
  return seen;
}

describe('rows of an answer', () => {
  test.each([
    [{ rows: 1 }, [1, 1, 3]],
    [{ rows: 0 }, [0, 0, 3]],
    [{ rows: 0, made: 0 }, [0, 0, 0]],
    [{ made: 1 }, [1, 1, 1]],
    [{ sameRow: true }, [3, 1, 3]],
    [{ made: 1, rows: 3 }, [3, 1, 1]],
  ])('of StartJobs for three jobs with %j: rows, different jobs named, jobs made', async (fault, expected) => {
    const { simulator, post } = await simulate();
    simulator.addFault({ ...start, ...fault });
    const { status, rows } = await post(action('StartJobs'), threeEchoes);
    expect(status).toBe(201);
    expect([rows.length, new Set(rows.map(({ Key }) => Key)).size, simulator.jobs().length]).toEqual(expected);
    expect((await post(action('StartJobs'), threeEchoes)).rows).toHaveLength(3);
  });

  test('of a list may be fewer than there are', async () => {
    const { simulator, post, get } = await simulate();
    await post(action('StartJobs'), threeEchoes);
    simulator.addFault({ operation: 'Jobs.list', fault: 'rows', rows: 2 });
    expect((await get('/odata/Jobs')).rows).toHaveLength(2);
    expect((await get('/odata/Jobs')).rows).toHaveLength(3);
  });

  test('leave a refusal as it is', async () => {
    const { simulator, post } = await simulate();
    simulator.addFault({ ...start, rows: 5 });
    expect((await post(action('StartJobs'), { startInfo: {} })).status).toBe(400);
  });
});

describe('a chosen look at a chosen job', () => {
  test.each([
    [{ fault: 'error', error: 'NotFound' }, 404],
    [{ fault: 'status', status: 410 }, 410],
    [{ fault: 'status', status: 409 }, 409],
    [{ fault: 'error', error: 'InvalidRequest' }, 400],
  ] as const)('answers %j once, then goes on as usual', async (fault, status) => {
    const sim = await simulate();
    const [{ Id }, other] = [await sim.start('Slow'), await sim.start('Slow')];
    sim.simulator.addFault({ operation: 'Jobs.get', job: Number(Id), skip: 2, ...fault });
    expect(await looks(sim, other.Id, 4)).toEqual(Array(4).fill('Pending'));
    expect(await looks(sim, Id, 4)).toEqual(['Pending', 'Pending', status, 'Pending']);
  });

  test('may be named by its key, and by other calls', async () => {
    const sim = await simulate();
    const [one, other] = [await sim.start('Slow'), await sim.start('Slow')];
    sim.simulator.addFault({ operation: 'StopJobs', job: String(one.Key).toUpperCase(), fault: 'status', status: 500 });
    const stop = async (id: unknown) => (await sim.post(action('StopJobs'), { jobIds: [id], strategy: 'Kill' })).status;
    expect([await stop(other.Id), await stop(String(one.Id)), await stop(one.Id)]).toEqual([200, 500, 200]);
  });

  test('counts for each fault that it reaches', async () => {
    const sim = await simulate();
    const { Id } = await sim.start('Slow');
    sim.simulator.addFault({ operation: 'Jobs.get', fault: 'status', status: 404, skip: 1 });
    sim.simulator.addFault({ operation: 'Jobs.get', fault: 'status', status: 410, skip: 2 });
    expect(await looks(sim, Id, 5)).toEqual(['Pending', 404, 'Pending', 410, 'Pending']);
  });

  test('answers with the row of another job', async () => {
    const sim = await simulate();
    const jobs = [await sim.start('Echo'), await sim.start('Slow'), await sim.start('Waits')];
    const [own, second, newest] = jobs;
    const fault: FaultInput = { operation: 'Jobs.get', fault: 'otherJob', job: Number(own?.Id) };
    sim.simulator.addFault(fault);
    sim.simulator.addFault({ ...fault, instead: String(second?.Key) });
    const seen = [await sim.job(own?.Id), await sim.job(own?.Id), await sim.job(own?.Id)];
    expect(seen.map(({ Key }) => Key)).toEqual([newest?.Key, second?.Key, own?.Key]);
  });

  test('answers with a key that no job has when there is no other job', async () => {
    const sim = await simulate();
    const { Id, Key } = await sim.start('Echo');
    sim.simulator.addFault({ operation: 'Jobs.get', fault: 'otherJob' });
    const odd = await sim.job(Id);
    expect([odd.Id, odd.Key === Key]).toEqual([Id, false]);
  });

  test('lacks fields or has others', async () => {
    const sim = await simulate();
    const { Id } = await sim.start('Echo');
    const set = { State: 'Cancelled', Key: null };
    sim.simulator.addFault({ operation: 'Jobs.get', fault: 'change', remove: ['EndTime'], set });
    sim.simulator.addFault({ operation: 'Jobs.list', fault: 'change', remove: ['Key', 'State'] });
    expect(await sim.job(Id)).toMatchObject({ ...set, Id });
    expect(await sim.job(Id)).toMatchObject({ State: 'Pending', EndTime: null });
    const [row] = (await sim.get('/odata/Jobs')).rows;
    expect([row?.Id, 'Key' in (row ?? {}), 'State' in (row ?? {})]).toEqual([Id, false, false]);
  });
});

describe('a wait of any value', () => {
  const throttle = { operation: 'Jobs.list', fault: 'throttle' } as const;

  test.each([
    ['1e400', '{"error":"rate_limited","retry_after":1e400}'],
    ['1e12', '{"error":"rate_limited","retry_after":1e12}'],
    [-5, '{"error":"rate_limited","retry_after":-5}'],
    ['soon', '{"error":"rate_limited","retry_after":"soon"}'],
    ['', '{"error":"rate_limited","retry_after":""}'],
  ])('%j is sent as it is, in the header, the body or both', async (retryAfter, body) => {
    const { simulator, get } = await simulate();
    for (const retryAfterForm of ['seconds', 'body', 'both'] as const)
      simulator.addFault({ ...throttle, retryAfter, retryAfterForm });
    const replies = [await get('/odata/Jobs'), await get('/odata/Jobs'), await get('/odata/Jobs')];
    expect(replies.map(({ status }) => status)).toEqual([429, 429, 429]);
    const text = String(retryAfter);
    expect(replies.map(({ headers }) => headers['retry-after'])).toEqual([text, undefined, text]);
    expect(replies.slice(1).map((reply) => reply.text)).toEqual([body, body]);
  });

  test('comes with another status too', async () => {
    const { simulator, get } = await simulate();
    simulator.addFault({ ...throttle, status: 503, retryAfter: '1e400', retryAfterForm: 'body' });
    expect(await get('/odata/Jobs')).toMatchObject({ status: 503, body: { retry_after: Infinity } });
  });
});

describe('random faults', () => {
  test('may be own ones, each for its operation', async () => {
    const recipes: FaultInput[] = [{ operation: 'Jobs.get', fault: 'status', status: 410 }];
    const { start: startJob, get } = await simulate({ randomFaults: { percent: 100, seed: 1, recipes } });
    const { Id } = await startJob('Echo');
    const statuses = [await get(`/odata/Jobs(${String(Id)})`), await get('/odata/Jobs')].map(({ status }) => status);
    expect(statuses).toEqual([410, 200]);
  });

  test('are own ones or of chosen kinds, not both', async () => {
    await expect(simulate({ randomFaults: { percent: 1, kinds: ['drop'], recipes: [] } })).rejects.toThrow('"recipes"');
  });
});
