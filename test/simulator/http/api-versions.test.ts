import { describe, expect, test } from 'vitest';
import { action, simulate } from '../simulator-client.js';

const startInfo = { ReleaseKey: '22222222-bbbb-4bbb-8bbb-000000000101' };
const inventory = [
  [13, { BatchExecutionKey: 400, ReleaseName: 400 }, { Reference: true, LastModificationTime: false, JobError: false }],
  [15, { BatchExecutionKey: 201, ReleaseName: 400 }, { Reference: true, LastModificationTime: false, JobError: false }],
  [17, { BatchExecutionKey: 201, ReleaseName: 400 }, { Reference: true, LastModificationTime: true, JobError: false }],
  [20, { BatchExecutionKey: 201, ReleaseName: 201 }, { Reference: true, LastModificationTime: true, JobError: true }],
] as const;
const calls = [
  ['GET', action('GetByKey(identifier=22222222-bbbb-4bbb-8bbb-000000000101)'), [13, 15, 17, 20]],
  ['POST', action('ValidateDynamicJob'), [15, 17, 20]],
  ['POST', action('Export'), [17, 20]],
  ['GET', '/odata/Exports(1)', [17, 20]],
  ['GET', '/api/Folders/GetAllForCurrentUser', [20]],
  ['GET', '/odata/Attachments', [20]],
] as const;

describe.each(inventory)('a server of version %i', (apiVersion, taken, given) => {
  test('announces itself, takes what it knows and gives what it has', async () => {
    const { post } = await simulate({ apiVersion });
    const { headers, rows } = await post(action('StartJobs'), { startInfo });
    expect(headers['api-supported-versions']).toBe(`${apiVersion}.0`);
    for (const [name, there] of Object.entries(given)) expect([name, name in (rows[0] ?? {})]).toEqual([name, there]);
    for (const [name, status] of Object.entries(taken)) {
      const value = name === 'ReleaseName' ? 'Echo' : startInfo.ReleaseKey;
      const reply = await post(action('StartJobs'), { startInfo: { ...startInfo, [name]: value } });
      expect([name, reply.status]).toEqual([name, status]);
    }
  });

  test.each(calls)('knows %s %s or not', async (method, path, versions) => {
    const { send } = await simulate({ apiVersion });
    const { text } = await send(method, path, method === 'POST' ? { body: {} } : {});
    const known = (versions as readonly number[]).includes(apiVersion);
    expect(text.includes('No HTTP resource was found')).toBe(!known);
  });
});
