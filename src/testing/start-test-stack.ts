import { Client, Connection, type Workflow, type WorkflowHandleWithFirstExecutionRunId } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfiguration } from '../config/index.js';
import { startSimulator } from '../simulator/index.js';
import { startWorker } from '../worker/index.js';
import { folderOfCaller, pathsFrom } from './caller-folder.js';
import { Ends } from './ends.js';
import { ensureRuntime } from './ensure-runtime.js';
import { quietLogger } from './quiet-logger.js';
import { startTemporal } from './start-temporal.js';
import { writeTestConfiguration } from './test-configuration.js';
import type { TemporalAddress, TestStack, TestStackOptions, TestWorkerOptions } from './test-stack.js';

/** Robots of the simulator are quick, so looks at their jobs are too. */
const pollIntervalMs = { minimum: 100, maximum: 1_000 };
const heartbeatAtLeastMs = 1_000;

/**
 * Starts a simulator, a Temporal server, a worker and a client, all on free ports of 127.0.0.1. End them with `stop()`
 * or declare the stack with `await using`. A relative path begins at the folder of the file that calls this function.
 * The stack trace shows that file; set `from: import.meta.url` if a helper in another folder makes the call.
 */
export async function startTestStack(options: TestStackOptions = {}): Promise<TestStack> {
  const absolute = pathsFrom(options.from, folderOfCaller(startTestStack));
  const ends = new Ends();
  try {
    return await startParts(options, absolute, ends);
  } catch (error) {
    await ends.all().catch(() => undefined);
    throw error;
  }
}

async function startParts(
  options: TestStackOptions,
  absolute: (path: string) => string,
  ends: Ends,
): Promise<TestStack> {
  const { scenario, logger = quietLogger() } = options;
  const simulator = await startSimulator({
    ...options.simulator,
    ...(scenario !== undefined && { scenario: typeof scenario === 'string' ? absolute(scenario) : scenario }),
  });
  ends.add(() => simulator.stop());
  const temporal = options.temporal ?? (await ownTemporal(ends));
  const folder = await mkdtemp(join(tmpdir(), 'temporal-rpa-stack-'));
  ends.add(() => rm(folder, { recursive: true, force: true }));
  const dataFolder = join(folder, 'data');
  const taskQueue = `rpa-${randomUUID()}`;
  const environment = writeTestConfiguration({ options, absolute, folder, taskQueue, dataFolder, simulator, temporal });
  const configuration = loadConfiguration(environment);
  ensureRuntime(logger);
  const startOneWorker: TestStack['startWorker'] = async (more: TestWorkerOptions = {}) => {
    const worker = await startWorker({
      configuration,
      logger,
      temporal,
      heartbeatAtLeastMs,
      ...(options.activities && { activities: options.activities }),
      ...more,
      dependencies: { pollIntervalMs, ...more.dependencies },
    });
    ends.add(() => {
      worker.shutdown();
      return worker.ended;
    });
    return worker;
  };
  const connection = await Connection.connect({ address: temporal.address });
  ends.add(() => connection.close());
  if (options.worker !== false) await startOneWorker();
  const client = new Client({ connection, namespace: temporal.namespace });
  const start = <T extends Workflow>(workflow: string | T, ...args: Parameters<T>) =>
    client.workflow.start<Workflow>(nameOf(workflow), {
      taskQueue: configuration.taskQueue,
      workflowId: `test-${randomUUID()}`,
      args,
    }) as Promise<WorkflowHandleWithFirstExecutionRunId<T>>;
  return {
    simulator,
    temporal,
    client,
    taskQueue: configuration.taskQueue,
    configuration,
    environment,
    dataFolder,
    start,
    execute: async <T extends Workflow>(workflow: string | T, ...args: Parameters<T>) =>
      (await start(workflow, ...args)).result(),
    startWorker: startOneWorker,
    stop: () => ends.all(),
    [Symbol.asyncDispose]: () => ends.all(),
  };
}

async function ownTemporal(ends: Ends): Promise<TemporalAddress> {
  const server = await startTemporal();
  ends.add(() => server.stop());
  return { address: server.address, namespace: server.namespace };
}

function nameOf(workflow: string | Workflow): string {
  return typeof workflow === 'string' ? workflow : workflow.name;
}
