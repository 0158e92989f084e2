import { describe, expect, test } from 'vitest';
import { useLink, type Access } from '../../blob-client.js';
import { action, simulate, type TestSimulator } from '../../simulator-client.js';

const start = action('Export');
const query = '?$top=1000&$expand=Robot,Machine,Release&$orderby=CreationTime%20desc';
const exported = (id: unknown) => `/odata/Exports(${String(id)})`;
const linkOf = (id: unknown) => `${exported(id)}/UiPath.Server.Configuration.OData.GetDownloadLink`;

async function threeJobs(): Promise<TestSimulator> {
  const sim = await simulate();
  await sim.start('Echo', {}, { Reference: 'a,"b"' });
  await sim.start('Fails');
  await sim.start('Waits');
  sim.clock.advance(1_000);
  return sim;
}

describe('an export of jobs', () => {
  test('takes four steps to a file', async () => {
    const sim = await threeJobs();
    const { status, body } = await sim.send('POST', `${start}${query}`);
    expect([status, body.Status, body.Type, body.ExecutedAt, body.Size]).toEqual([200, 'New', 'Jobs', null, null]);
    expect(body.Name).toMatch(/^jobs-[0-9a-f-]{36}$/);
    sim.clock.advance(1_000);
    expect((await sim.get(exported(body.Id))).body.Status).toBe('InProgress');
    sim.clock.advance(3_000);
    const done = await sim.get(exported(body.Id), { folder: null });
    expect(done.body.Status).toBe('Completed');
    const link = await sim.get(linkOf(body.Id), { folder: null });
    expect(link.body).toMatchObject({ Verb: 'GET', RequiresAuth: false, Headers: { Keys: [], Values: [] } });
    const file = await useLink(link.body as unknown as Access);
    expect([file.status, file.contentType, file.text.length]).toEqual([200, 'text/csv', done.body.Size]);
    const lines = file.text.split('\r\n').filter((line) => /^\d+,/.test(line));
    expect(lines.map((line) => line.split(',')[3])).toEqual(['Echo', 'Fails', 'Waits']);
    expect(file.text).toContain(',"a,""b""",');
  });

  test('obeys the filter, and the folder', async () => {
    const sim = await threeJobs();
    const contentOf = async (path: string, folder: string) => {
      const { body } = await sim.post(path, {}, { folder });
      sim.clock.advance(4_000);
      return (await useLink((await sim.get(linkOf(body.Id))).body as unknown as Access)).text;
    };
    const faulted = await contentOf(`${start}?$filter=State eq 'Faulted'`, 'Shared');
    expect([faulted.includes(',Fails,'), faulted.includes(',Echo,')]).toEqual([true, false]);
    expect((await contentOf(start, 'Finance')).trim().split('\r\n')).toHaveLength(1);
  });

  test('refuses a bad query as a list does', async () => {
    const { post } = await simulate();
    expect((await post(`${start}?$top=1001`, {})).body.errorCode).toBe(1000);
    expect((await post(`${start}?$filter=Nope eq 1`, {})).body.errorCode).toBe(1000);
  });

  test('has all jobs, also above the largest page of a list', async () => {
    const sim = await simulate();
    await sim.start('Waits', {}, { JobsCount: 1_100 });
    const rows = async (options: string): Promise<number> => {
      const { body } = await sim.post(`${start}${options}`, {});
      sim.clock.advance(4_000);
      const access = (await sim.get(linkOf(body.Id))).body as unknown as Access;
      return (await useLink(access)).text.trimEnd().split('\r\n').length - 1;
    };
    expect([await rows(''), await rows('?$top=10')]).toEqual([1_100, 10]);
  });

  test('has a file that can be fetched from a byte on', async () => {
    const sim = await threeJobs();
    const { body } = await sim.post(start, {});
    sim.clock.advance(4_000);
    const access = (await sim.get(linkOf(body.Id))).body as unknown as Access;
    const whole = await useLink(access);
    const part = await useLink(access, undefined, { Range: 'bytes=10-' });
    expect([part.status, part.text]).toEqual([206, whole.text.slice(10)]);
    const beyond = await useLink(access, undefined, { Range: `bytes=${whole.text.length}-` });
    expect([beyond.status, beyond.contentType]).toEqual([416, 'application/xml']);
  });

  test('has no link before it has a file', async () => {
    const { post, get } = await simulate();
    const { body } = await post(start, {});
    expect((await get(linkOf(body.Id))).status).toBe(409);
    expect((await get(exported(1))).status).toBe(404);
  });

  test('is refused with 4502 after a hundred in a day, until midnight in UTC; logs have their own quota', async () => {
    const { post, clock } = await simulate();
    for (let count = 0; count < 100; count += 1) expect((await post(start, {})).status).toBe(200);
    const refused = await post(start, {});
    expect([refused.status, refused.body.errorCode]).toEqual([400, 4502]);
    expect((await post('/odata/RobotLogs/UiPath.Server.Configuration.OData.Export', {})).body.Type).toBe('Logs');
    clock.advance(16 * 3_600_000);
    expect((await post(start, {})).status).toBe(200);
  });

  test('may need a token for its link, or fail, on request', async () => {
    const { post, get, clock, simulator } = await simulate();
    simulator.setExports({ requiresAuth: true });
    const made = await post(start, {});
    clock.advance(4_000);
    const access = (await get(linkOf(made.body.Id))).body as unknown as Access;
    expect(access.RequiresAuth).toBe(true);
    expect((await useLink(access)).status).toBe(401);
    expect((await useLink(access, undefined, { authorization: 'Bearer rt_sim-token' })).status).toBe(200);
    expect((await post('/_sim/exports', { fail: true })).body).toEqual({ requiresAuth: true, fail: true });
    const failed = await post(start, {});
    clock.advance(4_000);
    expect((await get(exported(failed.body.Id))).body).toMatchObject({ Status: 'Failed', Size: null });
    expect((await post('/_sim/exports', { explode: true })).status).toBe(400);
  });

  test.each([
    [15, 404, 404],
    [16, 200, 404],
    [17, 200, 200],
  ])('on version %i: started with %i, read with %i', async (apiVersion, started, read) => {
    const { post, get } = await simulate({ apiVersion });
    const { status, body } = await post(start, {});
    expect([status, (await get(exported(body.Id ?? 1))).status]).toEqual([started, read]);
  });
});
