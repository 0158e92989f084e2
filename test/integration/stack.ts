import '../quiet-runtime.js';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { type ActivityDependencies, createActivities } from '../../src/activities/index.js';
import { infoLinkBackend, type InfoLinkSettings } from '../../src/backends/infolink/index.js';
import {
  orchestratorBackend,
  type OrchestratorAuth,
  type OrchestratorSettings,
} from '../../src/backends/orchestrator/index.js';
import type { RunJobInput, RunJobResult } from '../../src/contract/run-job.js';
import { createDestination } from '../../src/destinations/index.js';
import {
  infoLinkCredentials,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../../src/simulator/index.js';

export type RunHandle = WorkflowHandle<(input: RunJobInput) => Promise<RunJobResult>>;

export interface Stack {
  simulator: Simulator;
  client: Client;
  taskQueue: string;
  /** The folder of the destination `default`. */
  dataFolder: string;
  /** Starts `runJob` under a fresh id. */
  start: (input: unknown, workflowId?: string) => Promise<RunHandle>;
}

export interface StackOptions extends SimulatorOptions {
  auth?: (simulatorUrl: string) => OrchestratorAuth;
  settings?: Partial<OrchestratorSettings>;
  /** Of the connection `link` to the simulated InfoLink. */
  infoLink?: Partial<InfoLinkSettings>;
  dependencies?: Partial<ActivityDependencies>;
  /** Default: true. False for tests that run workers of their own. */
  worker?: boolean;
}

const clientCredentials = (): OrchestratorAuth => ({
  kind: 'clientCredentials',
  clientId: 'sim-client',
  clientSecret: 'sim-secret',
});

/** The simulator, a worker of ours, and a client, on the run's Temporal server and a task queue of their own. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const {
    auth = clientCredentials,
    settings = {},
    infoLink = {},
    dependencies = {},
    worker: withWorker = true,
    ...simulatorOptions
  } = options;
  const simulator = await startSimulator(simulatorOptions);
  onTestFinished(() => simulator.stop());
  const address = inject('temporalAddress');
  const namespace = inject('temporalNamespace');
  const taskQueue = `rpa-${randomUUID()}`;
  const dataFolder = mkdtempSync(join(tmpdir(), 'temporal-rpa-data-'));
  onTestFinished(() => rmSync(dataFolder, { recursive: true, force: true }));
  if (withWorker) {
    const orchestrator = orchestratorBackend({
      name: 'default',
      url: simulator.cloudUrl,
      auth: auth(simulator.url),
      tenantName: 'DefaultTenant',
      visibilityWindowMs: 1_000,
      ...settings,
    });
    const link = infoLinkBackend({
      type: 'infolink',
      name: 'link',
      url: simulator.infoLinkUrl,
      auth: { kind: 'apiKey', apiKey: infoLinkCredentials.apiKey },
      visibilityWindowMs: 1_000,
      ...infoLink,
    });
    const connected = { default: orchestrator, link };
    const connection = await NativeConnection.connect({ address });
    const worker = await Worker.create({
      connection,
      namespace,
      taskQueue,
      workflowBundle: { codePath: inject('workflowBundlePath') },
      activities: createActivities({
        connection: (name) => (name === 'default' || name === 'link' ? connected[name] : undefined),
        connectionNames: () => Object.keys(connected),
        searchAttributes: true,
        destinations: new Map([['default', createDestination('default', { type: 'folder', path: dataFolder })]]),
        pollIntervalMs: { minimum: 200, maximum: 1_000 },
        ...dependencies,
      }),
      maxHeartbeatThrottleInterval: '1s',
      shutdownForceTime: '10s',
    });
    const running = worker.run();
    onTestFinished(async () => {
      worker.shutdown();
      await running;
      await Promise.all([orchestrator.close(), link.close()]);
      await connection.close();
    });
  }
  const connection = await Connection.connect({ address });
  onTestFinished(() => connection.close());
  const client = new Client({ connection, namespace });
  return {
    simulator,
    client,
    taskQueue,
    dataFolder,
    start: (input, workflowId = `test-${randomUUID()}`) =>
      client.workflow.start('runJob', { taskQueue, workflowId, args: [input] }) as Promise<RunHandle>,
  };
}

/** The ApplicationFailure with which a run failed; undefined when it was cancelled. */
export async function failureOf(
  run: RunHandle,
): Promise<{ type?: string; message: string; details?: unknown[] } | undefined> {
  try {
    await run.result();
  } catch (error) {
    const cause = (error as { cause?: { type?: string; message: string; details?: unknown[]; name: string } }).cause;
    return cause?.name === 'CancelledFailure' ? undefined : cause;
  }
  throw new Error('the run was successful');
}

export async function eventually(
  what: string,
  holds: () => boolean | Promise<boolean>,
  withinMs = 60_000,
): Promise<void> {
  for (const until = Date.now() + withinMs; !(await holds());) {
    if (Date.now() > until) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
