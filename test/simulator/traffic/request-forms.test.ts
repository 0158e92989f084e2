import { request } from 'undici';
import { describe, expect, test } from 'vitest';
import { credentials } from '../../../src/simulator/index.js';
import { action, simulate } from '../simulator-client.js';

// One test for each form that real clients were seen to send, in the order of the facts page on traffic.
const echoKey = '22222222-bbbb-4bbb-8bbb-000000000101';
const start = action('StartJobs');

async function withOneJob() {
  const sim = await simulate();
  const job = await sim.start('Echo', { a: 1 }, { Reference: "it's" });
  sim.clock.advance(1_000);
  const found = async (query: string) => {
    const reply = await sim.get(`/odata/Jobs?${query}`);
    expect(reply.status).toBe(200);
    return reply.rows.length;
  };
  return { ...sim, made: job, found };
}

describe('1. encodings', () => {
  test.each([
    "$filter=State eq 'Successful'",
    "%24filter=State%20eq%20'Successful'",
    '%24filter=State+eq+%27Successful%27',
    '$filter=%28State%20eq%20%27Successful%27%29',
  ])('%s', async (query) => {
    const { found } = await withOneJob();
    expect(await found(query)).toBe(1);
  });

  test('parentheses of a path, plain and encoded', async () => {
    const { get, made } = await withOneJob();
    for (const path of [`/odata/Jobs(${String(made.Id)})`, `/odata/Jobs%28${String(made.Id)}%29`]) {
      expect((await get(path)).body.Key).toBe(made.Key);
    }
  });
});

describe('2. upper and lower case', () => {
  test.each([
    "$filter=state eq 'Successful'&$select=id,KEY&$orderby=creationtime desc&$expand=robot",
    "$filter=STATE EQ 'successful'",
  ])('%s', async (query) => {
    const { found } = await withOneJob();
    expect(await found(query)).toBe(1);
  });

  test('of body keys', async () => {
    const { post } = await simulate();
    expect((await post(start, { STARTINFO: { releasekey: echoKey } })).status).toBe(201);
  });

  test('of paths', async () => {
    const { get, post } = await simulate();
    expect((await get('/odata/folders')).rows).toHaveLength(3);
    const { tenancyName, userName, password } = credentials;
    const body = { tenancyName, usernameOrEmailAddress: userName, password };
    expect((await post('/api/account/authenticate', body, { token: null })).body.success).toBe(true);
  });
});

describe('3. filters', () => {
  test.each([
    ["State eq '5'", 1],
    ["State in ('Running','Successful')", 1],
    ["(State eq 'Successful' and CreationTime gt 2017-01-01T00:00:00.000Z)", 1],
    ["State eq 'Faulted' or State eq 'Successful'", 1],
    ['CreationTime ge 2026-01-05 and CreationTime lt 2026-01-06', 1],
    ['EndTime lt 2026-01-05T07:00:00Z', 0],
    ['Robot/Id eq 11', 1],
    ['Robot/Id eq 749', 0],
    ["indexof(Info,'completed') ne -1", 1],
    ["Reference eq 'it''s'", 1],
    ["ReleaseName eq 'Echo' and not (State eq 'Faulted')", 1],
    ["Release/Name eq 'Echo'", 1],
  ])('%s', async (filter, count) => {
    const { found } = await withOneJob();
    expect(await found(`$filter=${encodeURIComponent(filter)}`)).toBe(count);
  });

  test('GUIDs, bare and in quotes', async () => {
    const { found, made } = await withOneJob();
    for (const key of [String(made.Key), `'${String(made.Key)}'`]) {
      expect(await found(`$filter=Key eq ${key}`)).toBe(1);
      expect(await found(`$filter=Key in (${key})`)).toBe(1);
    }
  });
});

test('4. a nested $select in $expand', async () => {
  const { get } = await withOneJob();
  const [row] = (await get('/odata/Jobs?$expand=Release($select=Key)&$select=Id')).rows;
  expect(row?.Release).toEqual({ Key: echoKey });
});

describe('5. bodies and content types', () => {
  test('a GET with a JSON body, and one without a content type', async () => {
    const { send } = await withOneJob();
    expect((await send('GET', '/odata/Jobs', { body: {} })).rows).toHaveLength(1);
    expect((await send('GET', '/odata/Jobs')).rows).toHaveLength(1);
  });
});

describe('6. headers', () => {
  test('bearer in lower case', async () => {
    const { get } = await simulate();
    const headers = { authorization: `bearer ${credentials.personalAccessToken}` };
    expect((await get('/odata/Folders', { token: null, headers })).status).toBe(200);
  });

  test.each([
    ['X-UIPATH-OrganizationUnitId', '3'],
    ['X-UIPATH-FolderKey', '11111111-aaaa-4aaa-8aaa-000000000003'],
    ['X-UIPATH-FolderPath', 'Finance/Accounts Payable'],
    ['X-UIPATH-FolderPath-Encoded', Buffer.from('Finance/Accounts Payable', 'utf16le').toString('base64')],
  ])('the folder by %s', async (name, value) => {
    const { get } = await simulate();
    const { rows } = await get('/odata/Releases', { folder: null, headers: { [name]: value } });
    expect(rows).toHaveLength(2);
  });
});

describe('7. StartJobs', () => {
  test.each([
    [{ ReleaseKey: echoKey }, 1],
    [{ ReleaseName: 'Echo' }, 1],
    [{ ReleaseKey: echoKey, JobsCount: '2', Strategy: 'JobsCount' }, 2],
    [{ ReleaseKey: echoKey, Strategy: 'All', RobotIds: [], NoOfRobots: 0 }, 3],
    [{ ReleaseKey: echoKey, Strategy: 'Specific', RobotIds: [12], JobsCount: 0 }, 1],
    [{ ReleaseKey: echoKey, Strategy: 'ModernJobsCount', JobsCount: 1, InputArguments: '{}' }, 1],
    [{ ReleaseKey: echoKey, Strategy: 'RobotCount', NoOfRobots: 2 }, 2],
  ])('%o', async (startInfo, count) => {
    const { post } = await simulate();
    const { status, rows } = await post(start, { startInfo });
    expect([status, rows.length]).toEqual([201, count]);
  });
});

describe('8. stopping', () => {
  test.each(['1', '2', 1, 2, 'SoftStop', 'Kill'])('StopJobs with the strategy %j', async (strategy) => {
    const { post, start, job } = await simulate();
    const { Id } = await start('Waits');
    const { status, text } = await post(action('StopJobs'), { jobIds: [Id], strategy });
    expect([status, text, (await job(Id)).State]).toEqual([200, '', 'Stopped']);
  });

  test.each([true, false])('StopJob by id, jobId in the body: %s', async (withId) => {
    const { post, start } = await simulate();
    const { Id } = await start('Waits');
    const path = `/odata/Jobs(${String(Id)})/UiPath.Server.Configuration.OData.StopJob`;
    const { status, text } = await post(path, { strategy: 'Kill', ...(withId ? { jobId: Id } : {}) });
    expect([status, text]).toEqual([200, '']);
  });
});

describe('9. replies', () => {
  test('are PascalCase with nulls, count the whole, and write times with seven digits', async () => {
    const { get, post } = await withOneJob();
    await post(start, { startInfo: { ReleaseKey: echoKey, Strategy: 'JobsCount', JobsCount: 4 } });
    const { body, rows } = await get('/odata/Jobs?$top=2&$count=true');
    expect([rows.length, body['@odata.count']]).toEqual([2, 5]);
    for (const name of Object.keys(rows[1] ?? {})) expect(name).toMatch(/^[A-Z]/);
    expect(rows[1]).toMatchObject({ EndTime: null, OutputArguments: null });
    expect(rows[1]?.CreationTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/);
  });

  test('are JSON on every error', async () => {
    const { simulator } = await simulate();
    for (const path of ['/odata/Nothing', '/odata/Jobs(1)', '/odata/Jobs?$top=x', '/api/nothing']) {
      const { headers } = await request(simulator.cloudUrl + path);
      expect(headers['content-type']).toContain('application/json');
    }
  });
});
