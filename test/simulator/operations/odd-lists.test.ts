import { describe, expect, test } from 'vitest';
import { action, simulate, type TestSimulator } from '../simulator-client.js';

/** A simulator with jobs of ascending ids, and those ids. */
async function withJobs(count: number): Promise<[TestSimulator, unknown[]]> {
  const sim = await simulate();
  const startInfo = { ReleaseName: 'Slow', Strategy: 'ModernJobsCount', JobsCount: count };
  const { rows } = await sim.post(action('StartJobs'), { startInfo });
  return [sim, rows.map(({ Id }) => Id)];
}

const idsOf = async (sim: TestSimulator, query = ''): Promise<unknown[]> =>
  (await sim.get(`/odata/Jobs${query}`)).rows.map(({ Id }) => Id);

describe('a server that bounds its pages', () => {
  test('gives shorter ones than asked for, and tells where they go on if it is told to', async () => {
    const [sim, ids] = await withJobs(5);
    sim.simulator.setLists({ maximumPage: 2 });
    expect(await idsOf(sim)).toEqual(ids.slice(0, 2));
    expect(await idsOf(sim, '?$top=1000&$skip=1')).toEqual(ids.slice(1, 3));
    expect((await sim.get('/odata/Jobs?$count=true')).body['@odata.count']).toBe(5);
    expect((await sim.get('/odata/Jobs')).body).not.toHaveProperty('@odata.nextLink');
    sim.simulator.setLists({ nextLink: true });
    const walked: unknown[] = [];
    let path = '/odata/Jobs?$top=4&$orderby=Id desc';
    for (let page = 0; page < 3 && path !== ''; page += 1) {
      const { body, rows } = await sim.get(path);
      walked.push(...rows.map(({ Id }) => Id));
      const link = body['@odata.nextLink'];
      path = typeof link === 'string' ? link.slice(sim.simulator.cloudUrl.length) : '';
    }
    expect([walked, path]).toEqual([[...ids].reverse().slice(0, 4), '']);
  });

  test('bounds folders and releases too', async () => {
    const { simulator, get } = await simulate();
    simulator.setLists({ maximumPage: 2 });
    expect((await get('/odata/Folders')).rows).toHaveLength(2);
    expect((await get('/odata/Releases')).rows).toHaveLength(2);
    expect((await get('/api/Folders/GetAllForCurrentUser?take=100')).body.PageItems).toHaveLength(2);
  });
});

describe('a server that orders oddly', () => {
  test('ignores $orderby, turns it round, or shuffles', async () => {
    const [sim, ids] = await withJobs(8);
    const query = '?$orderby=Id desc';
    sim.simulator.setLists({ order: 'ignored' });
    expect(await idsOf(sim, query)).toEqual(ids);
    sim.simulator.setLists({ order: 'reversed' });
    expect([await idsOf(sim, query), await idsOf(sim)]).toEqual([ids, [...ids].reverse()]);
    sim.simulator.setLists({ order: 'shuffled' });
    const shuffled = await idsOf(sim, query);
    expect(await idsOf(sim, query)).toEqual(shuffled);
    expect([...shuffled].sort()).toEqual(ids);
    sim.simulator.setLists({ order: 'unstable' });
    const orders = new Set([await idsOf(sim), await idsOf(sim), await idsOf(sim)].map(String));
    expect(orders.size).toBeGreaterThan(1);
    sim.simulator.setLists({ order: 'asked' });
    expect(await idsOf(sim, query)).toEqual([...ids].reverse());
  });
});

describe('lists that lag', () => {
  test('show jobs as they were, while single reads are up to date', async () => {
    const sim = await simulate();
    sim.simulator.setLists({ staleMs: 10_000 });
    const { Id } = await sim.start('Fails');
    sim.clock.advance(9_999);
    expect([(await sim.job(Id)).State, await idsOf(sim)]).toEqual(['Faulted', []]);
    sim.clock.advance(1);
    expect((await sim.get('/odata/Jobs')).rows).toMatchObject([{ State: 'Pending', StartTime: null, EndTime: null }]);
    expect(await idsOf(sim, "?$filter=State eq 'Faulted'")).toEqual([]);
    sim.clock.advance(1_000);
    const [row] = (await sim.get("/odata/Jobs?$filter=State eq 'Faulted'")).rows;
    expect(row).toMatchObject({ Id, ErrorCode: 'Robot', EndTime: (await sim.job(Id)).EndTime });
  });
});
