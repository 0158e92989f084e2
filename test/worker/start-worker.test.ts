import '../quiet-runtime.js';
import { Client, Connection } from '@temporalio/client';
import { createServer } from 'node:net';
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { loadConfiguration } from '../../src/config/index.js';
import { searchAttributes } from '../../src/contract/search-attributes.js';
import { startSimulator } from '../../src/simulator/index.js';
import { type RpaWorker, startWorker } from '../../src/worker/index.js';
import { eventually } from '../eventually.js';

interface Started {
  worker: RpaWorker;
  taskQueue: string;
  logged: Record<string, unknown>[];
}

async function start(environment: Record<string, string> = {}, namespace?: string): Promise<Started> {
  const simulator = await startSimulator();
  onTestFinished(() => simulator.stop());
  const taskQueue = `rpa-${randomUUID()}`;
  const configuration = loadConfiguration({
    UIPATH_URL: simulator.cloudUrl,
    UIPATH_ACCESS_TOKEN: 'rt_sim-token',
    RPA_TASK_QUEUE: taskQueue,
    RPA_HEALTH_ADDRESS: '127.0.0.1:0',
    RPA_WORKFLOW_BUNDLE: inject('workflowBundlePath'),
    ...environment,
  });
  const logged: Record<string, unknown>[] = [];
  const logger = pino({}, { write: (line) => logged.push(JSON.parse(line) as Record<string, unknown>) });
  const temporal = { address: inject('temporalAddress'), namespace: namespace ?? inject('temporalNamespace') };
  const worker = await startWorker({ configuration, logger, temporal });
  onTestFinished(async () => {
    worker.shutdown();
    await worker.ended;
  });
  return { worker, taskQueue, logged };
}

async function run(taskQueue: string, namespace: string): Promise<unknown> {
  const connection = await Connection.connect({ address: inject('temporalAddress') });
  onTestFinished(() => connection.close());
  const args = [{ job: { folder: 'Shared', process: 'Echo', input: { a: 1 } } }];
  const client = new Client({ connection, namespace });
  return client.workflow.execute('runJob', { taskQueue, workflowId: `test-${randomUUID()}`, args });
}

describe('a worker', () => {
  it('tells that it lives and that it is ready, until it is asked to end', async () => {
    const { worker, taskQueue } = await start();
    const get = (path: string): Promise<Response> => fetch(`${worker.healthUrl ?? ''}${path}`);
    expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' });
    const ready = await get('/readyz');
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { status: 'ready', state: 'RUNNING', temporal: 'answers', taskQueue, namespace: inject('temporalNamespace') },
    ]);
    expect((await get('/')).status).toBe(404);
    worker.shutdown();
    await worker.ended;
    await expect(get('/healthz')).rejects.toThrow();
  });

  it('says which address for its health is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void taken.close());
    const { port } = taken.address() as { port: number };
    await expect(start({ RPA_HEALTH_ADDRESS: `127.0.0.1:${port}` })).rejects.toThrow(
      `The health address 127.0.0.1:${port} cannot be used`,
    );
  });

  it('is silent where the namespace has the search attributes', async () => {
    const { logged } = await start();
    expect(logged.map(({ msg }) => msg)).toEqual(['Worker runs']);
  });

  /** A worker of a new namespace without our search attributes, other than the given ones. */
  async function startInNewNamespace(attributes: Record<string, number>): Promise<Started & { namespace: string }> {
    const namespace = `bare-${randomUUID()}`;
    const connection = await Connection.connect({ address: inject('temporalAddress') });
    onTestFinished(() => connection.close());
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: { seconds: 86_400 as unknown as Long },
    });
    let started: Started | undefined;
    await eventually('the server knows the namespace', async () => {
      if (Object.keys(attributes).length > 0)
        await connection.operatorService
          .addSearchAttributes({ namespace, searchAttributes: attributes })
          .catch(() => undefined);
      started = await start({}, namespace).catch(() => undefined);
      return started !== undefined;
    });
    return { ...(started as unknown as Started), namespace };
  }

  it('runs jobs without the search attributes too, and says how to create them', async () => {
    const { taskQueue, logged, namespace } = await startInNewNamespace({});
    const warning = logged.find(({ level }) => level === 40);
    for (const [name, type] of Object.entries(searchAttributes))
      expect(warning?.command).toContain(`--name ${name} --type ${type}`);
    expect(warning?.command).toContain(`--namespace ${namespace}`);
    expect(await run(taskQueue, namespace)).toMatchObject({ outcome: 'Successful', output: { a: 1 } });
  });

  it('runs jobs where a search attribute has another type, and says how to replace it', async () => {
    const keyword = 2;
    const types = Object.fromEntries(Object.keys(searchAttributes).map((name) => [name, keyword]));
    const { taskQueue, logged, namespace } = await startInNewNamespace(types);
    const warning = logged.find(({ level }) => level === 40);
    expect(warning?.msg).toContain('RpaJobKeys has the type Keyword instead of KeywordList');
    expect(warning?.command).toContain(`remove --namespace ${namespace} --yes --name RpaJobKeys && `);
    expect(await run(taskQueue, namespace)).toMatchObject({ outcome: 'Successful', output: { a: 1 } });
  });
});
