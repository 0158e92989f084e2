import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { eventually } from '../eventually.js';
import { serve } from '../http-server.js';
import { startStack } from '../integration/stack.js';
import { startWorkerProcess, type WorkerProcess } from './worker-process.js';

/** A worker of which a call never gets an answer, and which would wait for it longer than any test. */
async function workerWithHangingCall(shutdownGrace: string): Promise<WorkerProcess> {
  const silent = await serve(() => new Promise(() => undefined));
  const stack = await startStack({
    worker: false,
    environment: { SECRET: 'a-secret' },
    settings: {
      url: silent.url,
      auth: { kind: 'clientCredentials', clientId: 'a', clientSecret: { env: 'SECRET' } },
      timeouts: { headers: '10m', body: '10m' },
    },
  });
  const worker = startWorkerProcess({ ...stack.environment, RPA_SHUTDOWN_GRACE: shutdownGrace });
  await worker.runs();
  const run = await stack.start({ job: { folder: 'Shared', process: 'Echo' } });
  await eventually('an activity waits for its call', async () => {
    const { pendingActivities } = (await run.describe()).raw;
    return (
      silent.seen.length > 0 && (pendingActivities?.[0]?.attempt ?? 0) > 0 && !!pendingActivities?.[0]?.lastStartedTime
    );
  });
  return worker;
}

describe('a worker that is asked to end', () => {
  it('ends although a call hangs', async () => {
    const worker = await workerWithHangingCall('100ms');
    worker.signal('SIGTERM');
    expect(await worker.ended).toBe(0);
    expect(worker.log().at(-1)).toMatchObject({ msg: 'Worker has ended' });
  });

  it('ends at once with 1 by a second signal', async () => {
    const worker = await workerWithHangingCall('10m');
    worker.signal('SIGTERM');
    await eventually('the worker is ending', () => worker.output().includes('Worker is shutting down'));
    let code: number | null | undefined;
    void worker.ended.then((ended) => (code = ended));
    // One that comes right behind the first one counts as the same: npm sends what the terminal has sent already.
    await eventually('the worker has ended', async () => {
      worker.signal('SIGINT');
      await sleep(100);
      return code !== undefined;
    });
    expect(code).toBe(1);
    expect(worker.output()).not.toContain('Worker has ended');
  });

  it('takes a signal that comes twice at once for one', async () => {
    const stack = await startStack({ worker: false });
    const worker = startWorkerProcess(stack.environment);
    await worker.runs();
    worker.signal('SIGINT');
    worker.signal('SIGINT');
    expect(await worker.ended).toBe(0);
  });
});
