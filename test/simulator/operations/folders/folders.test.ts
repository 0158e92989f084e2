import { describe, expect, test } from 'vitest';
import { simulate } from '../../simulator-client.js';

const sharedKey = '11111111-aaaa-4aaa-8aaa-000000000001';
const encoded = (path: string) => Buffer.from(path, 'utf16le').toString('base64');

describe('folders', () => {
  test('are listed without a folder header', async () => {
    const { get } = await simulate();
    const { rows, body } = await get('/odata/Folders?$count=true&$top=2&$orderby=Id desc', { folder: null });
    expect(rows.map((row) => row.FullyQualifiedName)).toEqual(['Finance/Accounts Payable', 'Finance']);
    expect(body['@odata.count']).toBe(3);
  });

  test('are found by path, by id and by key', async () => {
    const { get } = await simulate();
    const byPath = await get(
      "/odata/folders?$filter=fullyqualifiedname eq 'Finance/Accounts Payable'&$select=Id,DisplayName,ParentId",
    );
    expect(byPath.rows).toEqual([{ DisplayName: 'Accounts Payable', ParentId: 2, Id: 3 }]);
    expect((await get('/odata/Folders(1)')).body).toMatchObject({ Key: sharedKey, FullyQualifiedName: 'Shared' });
    const byKey = await get(`/odata/Folders/UiPath.Server.Configuration.OData.GetByKey(identifier=${sharedKey})`);
    expect(byKey.body.Id).toBe(1);
    expect(await get('/odata/Folders(99)')).toMatchObject({ status: 404, body: { errorCode: 1002 } });
  });
});

describe('the folder of a call', () => {
  test.each([
    ['x-uipath-organizationunitid', '1'],
    ['x-uipath-folderkey', sharedKey],
    ['x-uipath-folderkey', sharedKey.toUpperCase()],
    ['x-uipath-folderpath', 'Shared'],
    ['x-uipath-folderpath-encoded', encoded('Shared')],
  ])('may be named by %s: %s', async (name, value) => {
    const { get } = await simulate();
    const { status, rows } = await get("/odata/Releases?$filter=Name eq 'Echo'", {
      folder: null,
      headers: { [name]: value },
    });
    expect([status, rows.length]).toEqual([200, 1]);
  });

  test.each([
    ['x-uipath-organizationunitid', '99'],
    ['x-uipath-organizationunitid', 'Shared'],
    ['x-uipath-folderkey', '11111111-aaaa-4aaa-8aaa-000000000009'],
    ['x-uipath-folderpath', 'Shared/'],
    ['x-uipath-folderpath-encoded', Buffer.from('Shared', 'utf8').toString('base64')],
  ])('that is unknown (%s: %s) gives 400 and 1100', async (name, value) => {
    const { get } = await simulate();
    const reply = await get('/odata/Releases', { folder: null, headers: { [name]: value } });
    expect(reply.status).toBe(400);
    expect(reply.body).toMatchObject({
      message: 'Folder does not exist or the user does not have access to the folder.',
      errorCode: 1100,
    });
    expect(reply.body.traceId).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });

  test('that is missing gives 400 and 1101, except on the list of jobs', async () => {
    const { get, start } = await simulate();
    const { Id } = await start('Echo');
    for (const path of ['/odata/Releases', `/odata/Jobs(${String(Id)})`]) {
      const { status, body } = await get(path, { folder: null });
      expect([status, body.errorCode, body.message]).toEqual([400, 1101, 'A folder is required for this action.']);
    }
    expect((await get('/odata/Jobs', { folder: null })).rows).toHaveLength(1);
    expect((await get('/odata/Jobs', { folder: 'Finance' })).rows).toHaveLength(0);
  });

  test('keeps the jobs of other folders out of sight', async () => {
    const { get, start } = await simulate();
    const { Id } = await start('Echo');
    const { status, body } = await get(`/odata/Jobs(${String(Id)})`, { folder: 'Finance' });
    expect([status, body.errorCode, body.message]).toEqual([404, 1002, 'Job does not exist.']);
  });
});
