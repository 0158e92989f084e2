import { describe, expect, it } from 'vitest';
import { BackendError } from '../../../src/backends/backend-error.js';
import { classifyFailure } from '../../../src/backends/failure-table.js';
import { serve } from '../../http-server.js';
import { simulate } from '../../simulator/simulator-client.js';
import { connect, order } from './connect.js';

const jobId = '0f3e9d2c-5a41-4a6e-9d53-6a1f2a9b7c10';
const failureOf = (call: Promise<unknown>): Promise<BackendError> =>
  call.then(
    () => {
      throw new Error('the call was successful');
    },
    (error: unknown) => {
      if (error instanceof BackendError) return error;
      throw error;
    },
  );

describe('calls of InfoLink', () => {
  it.each(['.jsp', ''])('start, follow, list and stop a job with the suffix "%s"', async (suffix) => {
    const { simulator, clock } = await simulate();
    const client = connect(`${simulator.infoLinkUrl}/`, undefined, { suffix });
    await client.authenticate();
    expect(await client.executeJob(order('Echo', jobId, { day: '1' }))).toBe(jobId);
    expect(await client.getJobStatus('7', jobId)).toEqual({});
    expect(await client.activityLog('7', 10)).toEqual([{ jobId, actuallyRunning: true }]);
    expect(await client.stopJob('7', jobId)).toEqual({ ended: false, said: 'stop started' });
    clock.advance(2_000);
    expect(await client.getJobStatus('7', jobId)).toMatchObject({
      status: 'completed',
      results: [{ result: { records: [{ day: '1' }] } }],
    });
    expect(await client.stopJob('7', jobId)).toMatchObject({ ended: true });
  });

  it('go below another base path', async () => {
    const { simulator } = await simulate();
    const client = connect(simulator.url, undefined, { basePath: '/infolink/api/v1/' });
    await client.executeJob(order('Echo', jobId));
    expect(simulator.infoLinkJobs()).toHaveLength(1);
  });

  it('wait for the end of a job that is not asynchronous, and no longer than told', async () => {
    const { simulator } = await simulate();
    const client = connect(simulator.infoLinkUrl, undefined, { timeouts: { headersMs: 60_000 } });
    const failed = await failureOf(client.executeJob({ ...order('Slow', jobId), isAsync: false }, { waitMs: 300 }));
    expect(classifyFailure(failed, 'start')).toMatchObject({ type: 'BackendUnavailable', doubtful: true });
    expect(simulator.infoLinkJobs()).toHaveLength(1);
  });

  it('fall back to the other name of stopJob', async () => {
    const server = await serve(({ path }) =>
      path.includes('/stop.jsp')
        ? { body: { status: 'success', result: { status: 'stop started' } } }
        : { status: 404, body: '<html>Not Found</html>' },
    );
    const client = connect(server.url);
    expect(await client.stopJob('7', jobId)).toMatchObject({ said: 'stop started' });
    await client.stopJob('7', jobId);
    expect(server.seen.map(({ path }) => path.replace(/\?.*/, ''))).toEqual(
      ['stopJob', 'stop', 'stop'].map((name) => `/api/v1/${name}.jsp`),
    );
  });
});

describe('replies of InfoLink', () => {
  it.each([false, true])('are refusals by their body (a status of its own: %s)', async (errorStatus) => {
    const { simulator } = await simulate();
    simulator.setInfoLink({ errorStatus });
    const client = connect(simulator.infoLinkUrl);
    const failed = await failureOf(client.executeJob({ ...order('Echo', jobId), appId: '' }));
    expect(failed.message).toContain('appId parameter is required');
    expect(classifyFailure(failed, 'start')).toMatchObject({
      type: 'RequestRefused',
      retryable: false,
      doubtful: false,
    });
  });

  it.each<[string, unknown, string]>([
    ['an object without status', {}, 'ConnectionMisconfigured'],
    ['an unknown status', { status: 'ok', result: { jobId } }, 'ConnectionMisconfigured'],
    ['a success that names no job', { status: 'success', result: {} }, 'ConnectionMisconfigured'],
    ['a page', '<html>Sign in</html>', 'ConnectionMisconfigured'],
    ['JSON that ends too early', '{"status":"success","result":{', 'BackendUnavailable'],
  ])('with status 200 are no success: %s', async (_what, body, type) => {
    const server = await serve(() => ({ body }));
    const failed = await failureOf(connect(server.url).executeJob(order('Echo', jobId)));
    expect(classifyFailure(failed, 'start')).toMatchObject({ type, doubtful: true });
  });

  it.each([
    [408, 'BackendUnavailable', true],
    [429, 'RateLimited', false],
    [500, 'BackendUnavailable', true],
    [403, 'PermissionDenied', false],
  ])('with status %i are what the one table says', async (status, type, doubtful) => {
    const server = await serve(() => ({ status, body: { status: 'error', result: { message: 'no' } } }));
    const failed = await failureOf(connect(server.url).executeJob(order('Echo', jobId)));
    expect(classifyFailure(failed, 'start')).toMatchObject({ type, doubtful });
  });
});
