import { describe, expect, test } from 'vitest';
import { simulateInfoLink } from '../../infolink/info-link-client.js';

const jobId = '0f3e9d2c-5a41-4a6e-9d53-6a1f2a9b7c10';

describe('faults of InfoLink', () => {
  test.each([
    ['before', 0],
    ['after', 1],
  ] as const)('a cut %s executeJob leaves %i job', async (when, count) => {
    const { run, simulator } = await simulateInfoLink();
    simulator.addFault({ operation: 'InfoLink.executeJob', fault: 'drop', when });
    await expect(run('Echo')).rejects.toThrow();
    expect(simulator.infoLinkJobs()).toHaveLength(count);
  });

  test('speak its words, and those of a gateway in front of it', async () => {
    const { run, simulator } = await simulateInfoLink();
    simulator.addFault({ operation: 'InfoLink', fault: 'status', status: 500 });
    simulator.addFault({ operation: 'InfoLink', fault: 'throttle', retryAfterSeconds: 7 });
    simulator.addFault({ operation: 'InfoLink', fault: 'status', status: 503 });
    expect(await run('Echo')).toMatchObject({ status: 500, body: { status: 'error' } });
    expect(await run('Echo')).toMatchObject({ status: 429, body: { status: 'error' } });
    expect((await run('Echo')).text).toContain('<html>');
  });

  test('hide a job that was started', async () => {
    const { run, ask, simulator, clock } = await simulateInfoLink();
    simulator.addFault({ operation: 'InfoLink.executeJob', fault: 'hide', hiddenMs: 5_000 });
    await run('Slow', { jobId });
    const status = async () => (await ask('getJobStatus', { appId: '7', jobId })).body.status;
    expect(await status()).toBe('error');
    clock.advance(5_000);
    expect(await status()).toBe('success');
  });
});

describe('the control interface', () => {
  test('shows the jobs, and forgets them on a reset', async () => {
    const { run, get, post, simulator } = await simulateInfoLink();
    await run('Slow', { jobId });
    expect((await get('/_sim/infolink/jobs')).body).toEqual(simulator.infoLinkJobs());
    await post('/_sim/reset', {});
    expect(simulator.infoLinkJobs()).toEqual([]);
  });

  test('takes settings and refuses others', async () => {
    const { post } = await simulateInfoLink();
    const settings = { errorStatus: true, repeatedJobId: 'refused' };
    expect(await post('/_sim/infolink', settings)).toMatchObject({ status: 200, body: settings });
    for (const wrong of [{ errorStatus: 1 }, { repeatedJobId: 'no' }, { other: true }, 'x'])
      expect((await post('/_sim/infolink', wrong)).status).toBe(400);
  });
});
