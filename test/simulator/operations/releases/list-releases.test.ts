import { expect, test } from 'vitest';
import { simulate } from '../../simulator-client.js';

test('ListReleases answers as the list of releases does', async () => {
  const { get } = await simulate();
  const query = '?$select=Id,Key,ProcessVersion&$top=25&$filter=ProcessKey%20eq%20%27Report.Daily%27';
  const folder = 'Finance';
  const { rows } = await get(`/odata/Releases/UiPath.Server.Configuration.OData.ListReleases${query}`, { folder });
  expect(rows.map(({ ProcessVersion }) => ProcessVersion)).toEqual(['2.1.0', '1.4.2']);
  expect(rows).toEqual((await get(`/odata/Releases${query}`, { folder })).rows);
});
