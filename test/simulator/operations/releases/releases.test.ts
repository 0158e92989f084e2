import { describe, expect, test } from 'vitest';
import { simulate } from '../../simulator-client.js';

describe('releases', () => {
  test('of a folder do not include those of its parent or children', async () => {
    const { get } = await simulate();
    const names = async (folder: string) => (await get('/odata/Releases', { folder })).rows.map((row) => row.Name);
    expect(await names('Shared')).toEqual(['Echo', 'Fails', 'Slow', 'Stubborn', 'Suspends', 'Waits']);
    expect(await names('Finance')).toEqual(['Daily report', 'Daily report (old)']);
    expect(await names('Finance/Accounts Payable')).toEqual(['Extract invoices', 'Post invoices']);
  });

  test('are found by name, by key, and by package, which may be ambiguous', async () => {
    const { get } = await simulate();
    const find = async (filter: string, folder: string) =>
      (await get(`/odata/Releases?$select=Id,Key,ProcessVersion&$filter=${filter}`, { folder })).rows;
    const [echo] = await find("Name eq 'Echo'", 'Shared');
    expect(echo).toEqual({ Key: '22222222-bbbb-4bbb-8bbb-000000000101', ProcessVersion: '1.0.0', Id: 101 });
    expect(await find(`Key eq '${String(echo?.Key)}'`, 'Shared')).toHaveLength(1);
    expect(await find("ProcessKey eq 'Report.Daily'", 'Finance')).toHaveLength(2);
    expect(await find("ProcessKey eq 'Invoices.Extract'", 'Finance/Accounts Payable')).toHaveLength(1);
  });

  test('are read by id in their own folder only', async () => {
    const { get } = await simulate();
    expect((await get('/odata/Releases(101)')).body.Name).toBe('Echo');
    expect(await get('/odata/Releases(101)', { folder: 'Finance' })).toMatchObject({
      status: 404,
      body: { errorCode: 1002, message: 'Release does not exist.' },
    });
  });

  test('refuse an $expand of Environment as the current API does', async () => {
    const { get } = await simulate();
    const { status, body } = await get('/odata/Releases?$expand=Environment');
    expect([status, body.errorCode]).toEqual([400, 1000]);
    expect(body.message).toContain("Could not find a property named 'Environment'");
  });
});
