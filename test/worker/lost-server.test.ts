import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { RestartableServer } from '../chaos/temporal-server.js';
import { eventually } from '../eventually.js';
import { startStack } from '../integration/stack.js';
import { startWorkerProcess } from './worker-process.js';

it('a worker without Temporal is not ready, says so once, and says when Temporal is back', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rpa-lost-'));
  const server = new RestartableServer(join(folder, 'temporal.db'));
  await server.start();
  onTestFinished(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });
  const stack = await startStack({ worker: false });
  const worker = startWorkerProcess({
    ...stack.environment,
    TEMPORAL_ADDRESS: server.address,
    TEMPORAL_NAMESPACE: 'default',
    RPA_HEALTH_ADDRESS: '127.0.0.1:0',
  });
  await worker.runs();
  const address = worker.log().find(({ msg }) => msg === 'Worker runs')?.health as string;
  const ready = async (): Promise<[number, unknown]> => {
    const reply = await fetch(`${address}/readyz`);
    return [reply.status, await reply.json()];
  };
  const linesOf = (text: string): number => worker.log().filter(({ msg }) => String(msg).includes(text)).length;
  expect(await ready()).toMatchObject([200, { temporal: 'answers' }]);
  await server.kill();
  await eventually('the worker is not ready', async () => (await ready())[0] === 503);
  expect(await ready()).toMatchObject([503, { status: 'not ready', state: 'RUNNING', temporal: 'does not answer' }]);
  expect(linesOf('Temporal does not answer')).toBe(1);
  await server.start();
  await eventually('the worker is ready again', async () => (await ready())[0] === 200);
  expect(linesOf('Temporal does not answer')).toBe(1);
  expect(linesOf('Temporal answers again')).toBe(1);
  // Nothing about each attempt of each poller.
  expect(worker.output()).not.toContain('retried');
});
