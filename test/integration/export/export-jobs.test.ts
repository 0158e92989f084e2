import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDestination, type Destination } from '../../../src/destinations/index.js';
import { S3Server, startS3 } from '../../destinations/s3-server.js';
import { type Place, type PlaceOptions, sharedWorker } from '../shared-worker.js';
import { calls, failureOf, fileOf, quotaOf, start, withJobs } from './export-stack.js';

const destinations = new Map<string, Destination>();
const place = sharedWorker({ destinations });
const startWithJobs = (options?: PlaceOptions & { jobs?: number }): Promise<Place> => withJobs(place, options);

describe.concurrent('exportJobs', () => {
  it('requests, waits, and keeps the file in a destination with its rows, size and hash', async () => {
    const stack = await startWithJobs();
    const run = await start(stack, { folder: 'Shared', filter: { state: 'Successful' }, orderBy: 'Id asc' });
    const result = await run.result();
    const lines = fileOf(stack, result).trimEnd().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toContain(String(stack.simulator.jobs()[0]?.Id));
    expect(result).toMatchObject({ outcome: 'Exported', rows: 3, shared: false, exportId: 8_001 });
    expect(result.file.name).toMatch(/^exports\/jobs-[0-9a-f-]{36}\.csv$/);
    expect(calls(stack, 'Jobs.export')).toBe(1);
    expect(await quotaOf(stack)).toMatchObject({ used: 1, limit: 100, running: {} });
    const text = JSON.stringify(await run.fetchHistory());
    expect(text).not.toContain('/blobs/');
  });

  it('sends a token to a link that asks for one, and takes the name of the file from the input', async () => {
    const stack = await startWithJobs({ jobs: 1 });
    stack.simulator.setExports({ requiresAuth: true });
    const result = await (await start(stack, { folder: 'Shared', file: 'reports/today.csv' })).result();
    expect(result.file.name).toBe('reports/today.csv');
    expect(result.rows).toBe(1);
  });

  it('counts a request again whose outcome nobody knows', async () => {
    const stack = await startWithJobs({ jobs: 1 });
    stack.simulator.addFault({ operation: 'Jobs.export', fault: 'drop', when: 'after' });
    await (await start(stack, { folder: 'Shared' })).result();
    expect(calls(stack, 'Jobs.export')).toBe(2);
    expect((await quotaOf(stack)).used).toBe(2);
  });

  it('does not count what was refused', async () => {
    const stack = await startWithJobs({ jobs: 0 });
    const run = await start(stack, { folder: 'Shared', filter: { odata: 'Nonsense eq 1' } });
    expect(await failureOf(run)).toMatchObject({ type: 'RequestRefused' });
    expect(await quotaOf(stack)).toMatchObject({ used: 0, running: {} });
  });

  it('fails with an export that Orchestrator cannot make', async () => {
    const stack = await startWithJobs({ jobs: 0 });
    stack.simulator.setExports({ fail: true });
    const run = await start(stack, { folder: 'Shared' });
    expect(await failureOf(run)).toMatchObject({
      type: 'ExportFailed',
      message: `Export 8001 failed on connection '${stack.connection}'`,
    });
    expect(await quotaOf(stack)).toMatchObject({ used: 1, running: {} });
  });

  it('refuses a wrong input before an export is spent', async () => {
    const stack = await place();
    const cases: [object, string, string][] = [
      [{ filtre: {} }, 'InvalidInput', "did you mean 'filter'"],
      [{ folder: 'Shared', filter: { folder: 'Finance' } }, 'InvalidInput', 'give only one of'],
      [{ folder: 'Shared', file: '../a.csv' }, 'InvalidInput', 'file must be letters'],
      [{ folder: 'Shared', destination: 'archive' }, 'InvalidInput', 'Configured: default'],
      [{ folder: 'Shard' }, 'FolderNotFound', 'Near: Shared'],
    ];
    for (const [input, type, said] of cases)
      expect(await failureOf(await start(stack, input))).toMatchObject({
        type,
        message: expect.stringContaining(said) as string,
      });
    expect(calls(stack, 'Jobs.export')).toBe(0);
  });

  it('refuses a server that is too old', async () => {
    const stack = await place({ apiVersion: 16 });
    expect(await failureOf(await start(stack, { folder: 'Shared' }))).toMatchObject({
      type: 'NotSupportedByServer',
      message: 'The server speaks API version 16; exports need API version 17. Update Orchestrator.',
    });
  });
});

// One after the other: they look at what all tests share.
describe('a destination of exportJobs', () => {
  it.skipIf(!S3Server)('keeps the file in a bucket', async () => {
    const bucket = createDestination('bucket', await startS3());
    destinations.set('bucket', bucket);
    const stack = await startWithJobs({ jobs: 2 });
    const { file, rows } = await (await start(stack, { folder: 'Shared', destination: 'bucket' })).result();
    expect(file.uri).toBe(`s3://rpa/team/${file.name}`);
    let lines = -1;
    for await (const chunk of bucket.open(file)) lines += Buffer.from(chunk).toString().split('\r\n').length - 1;
    expect([rows, lines]).toEqual([2, 2]);
  });

  it('goes on when the link has expired and the connection breaks, with one export', async () => {
    const stack = await startWithJobs();
    const { simulator } = stack;
    simulator.addFault({ operation: 'Exports.get', fault: 'status', status: 503 });
    simulator.addFault({ operation: 'Exports.link', fault: 'drop' });
    simulator.addFault({ operation: 'Blobs.download', fault: 'status', status: 403 });
    simulator.addFault({ operation: 'Blobs.download', fault: 'truncate', times: 2 });
    simulator.addFault({ operation: 'Blobs.download', fault: 'status', status: 503 });
    const result = await (await start(stack, { folder: 'Shared' })).result();
    expect(fileOf(stack, result).trimEnd().split('\r\n')).toHaveLength(4);
    expect(result.rows).toBe(3);
    expect(readdirSync(join(stack.dataFolder, '.partial'))).toEqual([]);
    expect(calls(stack, 'Jobs.export')).toBe(1);
  });
});
