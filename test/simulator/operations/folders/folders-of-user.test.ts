import { describe, expect, test } from 'vitest';
import { credentials } from '../../../../src/simulator/index.js';
import { simulate } from '../../simulator-client.js';

const all = '/api/Folders/GetAllForCurrentUser';
const search = '/api/FoldersNavigation/GetFoldersForCurrentUser';

describe('the folders of the current user', () => {
  test('come in pages of their own form', async () => {
    const { get } = await simulate();
    const { status, body } = await get(`${all}?take=1&skip=2`, { folder: null });
    expect(status).toBe(200);
    expect(body).toEqual({
      PageItems: [
        {
          Key: '11111111-aaaa-4aaa-8aaa-000000000003',
          DisplayName: 'Accounts Payable',
          FullyQualifiedName: 'Finance/Accounts Payable',
          Description: null,
          FolderType: 'Standard',
          ParentId: 2,
          ParentKey: '11111111-aaaa-4aaa-8aaa-000000000002',
          Id: 3,
        },
      ],
      Count: 3,
    });
  });

  test('are at most 1000 at once', async () => {
    const { get } = await simulate();
    const { status, body } = await get(`${all}?take=1001`);
    expect([status, body.errorCode, body.message]).toEqual([400, 1009, 'The field take must be between 0 and 1000']);
  });

  test('are unknown to servers below version 18', async () => {
    const { get } = await simulate({ apiVersion: 17 });
    expect((await get(all)).status).toBe(404);
  });

  test('are found by a part of their names, by users and not by applications', async () => {
    const { get, post } = await simulate();
    const { body } = await get(`${search}?searchText=pay&take=10`);
    expect(body).toMatchObject({ PageItems: [{ FolderPath: 'Finance/Accounts Payable', Id: 3 }], Count: 1 });
    const { clientId, clientSecret } = credentials;
    const form = `grant_type=client_credentials&client_id=${clientId}&client_secret=${clientSecret}&scope=OR.Folders`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const token = String((await post('/identity_/connect/token', form, { token: null, headers })).body.access_token);
    expect((await get(search, { token })).status).toBe(403);
    expect((await get(all, { token })).status).toBe(200);
  });
});
