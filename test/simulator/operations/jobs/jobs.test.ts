import { describe, expect, test } from 'vitest';
import { action, simulate } from '../../simulator-client.js';

describe('the list of jobs', () => {
  test('never carries input or output, which the single read has', async () => {
    const { start, get, job, clock } = await simulate();
    const { Id } = await start('Echo', { a: 1 });
    clock.advance(1_000);
    const payload = { InputArguments: null, OutputArguments: null, InputFile: null, OutputFile: null };
    expect((await get('/odata/Jobs')).rows[0]).toMatchObject({ ...payload, State: 'Successful' });
    expect(await job(Id)).toMatchObject({ InputArguments: '{"a":1}', OutputArguments: '{"a":1}' });
  });

  test('pages and counts the whole, and counts only when asked', async () => {
    const { post, get } = await simulate();
    await post(action('StartJobs'), { startInfo: { ReleaseName: 'Echo', Strategy: 'ModernJobsCount', JobsCount: 7 } });
    const page = await get('/odata/Jobs?$top=3&$skip=2&$count=true&$orderby=Id desc&$select=Id');
    const ids = page.rows.map((row) => Number(row.Id));
    expect(ids).toEqual([ids[0], Number(ids[0]) - 1, Number(ids[0]) - 2]);
    expect(page.body['@odata.count']).toBe(7);
    expect((await get('/odata/Jobs')).body).not.toHaveProperty('@odata.count');
  });

  test('finds jobs by key in bulk, by reference, by state and by navigation', async () => {
    const { start, get, clock } = await simulate();
    const first = await start('Echo', {}, { Reference: "it's:1" });
    const second = await start('Fails');
    await start('Waits');
    clock.advance(1_000);
    const found = async (filter: string) =>
      (await get(`/odata/Jobs?$filter=${encodeURIComponent(filter)}`)).rows.map((row) => row.ReleaseName);
    expect(await found(`Key in ('${String(first.Key)}','${String(second.Key)}')`)).toEqual(['Echo', 'Fails']);
    expect(await found("Reference eq 'it''s:1'")).toEqual(['Echo']);
    expect(await found("State eq '4'")).toEqual(['Fails']);
    expect(await found("indexof(Info,'Exception') ne -1")).toEqual(['Fails']);
    expect(await found('Robot/Id eq 11')).toEqual(['Echo', 'Fails']);
    expect(await found("State in ('Pending','Running')")).toEqual(['Waits']);
  });

  test('expands robot, release and machine, with a nested $select', async () => {
    const { start, get, clock } = await simulate();
    await start('Echo');
    const path = '/odata/Jobs?$expand=Robot,Release($select=Key,Name),Machine&$select=Id';
    expect((await get(path)).rows[0]).toMatchObject({ Robot: null, Machine: null });
    clock.advance(500);
    const row = (await get(path)).rows[0];
    expect(Object.keys(row ?? {})).toEqual(['Id', 'Robot', 'Release', 'Machine']);
    expect(row).toMatchObject({ Robot: { Name: 'acme-robot-01' }, Machine: { Name: 'ACME-VM-01' } });
    expect(row?.Release).toEqual({ Key: '22222222-bbbb-4bbb-8bbb-000000000101', Name: 'Echo' });
  });

  test.each([
    '$top=1001',
    '$top=x',
    '$filter=Nothing eq 1',
    '$filter=Id eq',
    '$orderby=Nope',
    '$apply=x',
    '$select=Nope',
  ])('refuses %s with 400 and 1000', async (query) => {
    const { get, start } = await simulate();
    await start('Echo');
    const { status, body } = await get(`/odata/Jobs?${query}`);
    expect([status, body.errorCode]).toEqual([400, 1000]);
    expect(body.message).toContain('Invalid OData query options');
  });
});

describe('a single job', () => {
  test('is read by id and by key, with nulls present', async () => {
    const { start, get } = await simulate();
    const { Id, Key } = await start('Echo');
    const byId = await get(`/odata/Jobs(${String(Id)})`);
    const byKey = await get(action(`GetByKey(identifier=${String(Key)})`));
    expect(byKey.body).toEqual(byId.body);
    expect(byId.body).toMatchObject({ JobError: null, OutputFile: null, StopStrategy: null });
    expect((await get(`/odata/Jobs(${String(Id)})?$select=state`)).body).toMatchObject({ State: 'Pending' });
  });

  test('that does not exist gives 404 and 1002', async () => {
    const { get } = await simulate();
    const missing = { status: 404, body: { errorCode: 1002, message: 'Job does not exist.' } };
    expect(await get('/odata/Jobs(5)')).toMatchObject(missing);
    expect(await get(action('GetByKey(identifier=22222222-bbbb-4bbb-8bbb-000000000101)'))).toMatchObject(missing);
    expect((await get(action('GetByKey(identifier=x)'))).status).toBe(400);
  });

  test('lacks the fields that its API version lacks', async () => {
    const { post } = await simulate({ apiVersion: 12 });
    const startInfo = { ReleaseKey: '22222222-bbbb-4bbb-8bbb-000000000101' };
    const { rows } = await post(action('StartJobs'), { startInfo });
    for (const name of ['JobError', 'ErrorCode', 'OutputFile', 'LastModificationTime']) {
      expect(rows[0]).not.toHaveProperty(name);
    }
    expect(rows[0]).toHaveProperty('Reference', '');
  });
});
