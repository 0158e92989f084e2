import '../quiet-runtime.js';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { inject, onTestFinished } from 'vitest';
import type { ActivityDependencies } from '../../src/activities/index.js';
import type { RunJobInput, RunJobResult } from '../../src/contract/run-job.js';
import type { Simulator, SimulatorOptions } from '../../src/simulator/index.js';
import { startTestStack, type TestConnection, type TestStack, type TestStackOptions } from '../../src/testing/index.js';

export type RunHandle = WorkflowHandle<(input: RunJobInput) => Promise<RunJobResult>>;

export interface Stack {
  simulator: Simulator;
  client: Client;
  taskQueue: string;
  /** All that a worker process needs to serve this stack. */
  environment: Readonly<Record<string, string>>;
  /** The folder of the destination `default`. */
  dataFolder: string;
  /** Starts `runJob` under a fresh id. */
  start: (input: unknown, workflowId?: string) => Promise<RunHandle>;
}

export interface StackOptions extends SimulatorOptions {
  /** Of the connection `default` to the simulated Orchestrator. */
  settings?: TestConnection | ((simulator: Simulator) => TestConnection);
  /** Of the connection `link` to the simulated InfoLink. */
  infoLink?: TestConnection;
  /** What `{ env: NAME }` in those refers to. */
  environment?: Record<string, string>;
  dependencies?: Partial<ActivityDependencies>;
  /** Default: true. False for tests that run workers of their own. */
  worker?: boolean;
}

/** What all stacks of a test run share. */
export const sharedByAll = (): { temporal: { address: string; namespace: string }; workflowBundle: string } => ({
  temporal: { address: inject('temporalAddress'), namespace: inject('temporalNamespace') },
  workflowBundle: inject('workflowBundlePath'),
});

/**
 * A stack of the test kit on the Temporal server of this run; it ends with the test. A test that runs beside others of
 * its file passes the `onTestFinished` of its own context.
 */
export async function startStackHere(options: TestStackOptions, atEnd = onTestFinished): Promise<TestStack> {
  const { temporal, workflowBundle } = sharedByAll();
  const configuration = {
    ...(options.workflows === undefined && { workflowBundle }),
    ...options.configuration,
  };
  const stack = await startTestStack({ temporal, ...options, configuration });
  atEnd(() => stack.stop());
  return stack;
}

/** The simulator, a worker of ours, and a client, on the run's Temporal server and a task queue of their own. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const { settings = {}, infoLink, environment = {}, dependencies, worker = true, scenario, ...simulator } = options;
  const stack = await startStackHere({
    simulator,
    ...(scenario !== undefined && { scenario }),
    connections: (running) => ({
      default: {
        tenantName: 'DefaultTenant',
        ...(typeof settings === 'function' ? settings(running) : settings),
      },
      link: { type: 'infolink', ...infoLink },
    }),
    environment,
    worker: false,
  });
  if (worker)
    await stack.startWorker({ dependencies: { pollIntervalMs: { minimum: 200, maximum: 1_000 }, ...dependencies } });
  return {
    ...stack,
    start: (input, workflowId = `test-${randomUUID()}`) =>
      stack.client.workflow.start('runJob', {
        taskQueue: stack.taskQueue,
        workflowId,
        args: [input],
      }) as Promise<RunHandle>,
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
