import '../quiet-runtime.js';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import type { ActivityDependencies } from '../../src/activities/index.js';
import type { Backend } from '../../src/backends/backend.js';
import { infoLinkBackend, type InfoLinkSettings } from '../../src/backends/infolink/index.js';
import { orchestratorBackend, type OrchestratorSettings } from '../../src/backends/orchestrator/index.js';
import { createDestination, type Destination } from '../../src/destinations/index.js';
import {
  infoLinkCredentials,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../../src/simulator/index.js';
import { startTestStack, type TestStack } from '../../src/testing/index.js';
import { type RunHandle, sharedByAll, type Stack } from './stack.js';

/** A simulator of its own for one test, and the connections of the shared worker that lead to it. */
export interface Place extends Stack {
  /** To the simulated Orchestrator. */
  connection: string;
  /** To the simulated InfoLink. */
  link: string;
}

export interface PlaceOptions extends SimulatorOptions {
  settings?: Partial<OrchestratorSettings> | ((simulator: Simulator) => Partial<OrchestratorSettings>);
  infoLink?: Partial<InfoLinkSettings>;
}

export interface SharedWorkerOptions extends Pick<ActivityDependencies, 'pollIntervalMs'> {
  /** Besides `default`; a test may add more. */
  destinations?: Map<string, Destination>;
}

/**
 * One worker for all tests of a file. Each test has a place of its own behind that worker, so they can run at once
 * (`it.concurrent`). Places end after the last test.
 */
export function sharedWorker({
  destinations = new Map<string, Destination>(),
  ...dependencies
}: SharedWorkerOptions = {}): (options?: PlaceOptions) => Promise<Place> {
  const backends = new Map<string, Backend>();
  const ends: (() => unknown)[] = [];
  let stack: TestStack;

  beforeAll(async () => {
    const { temporal, workflowBundle } = sharedByAll();
    stack = await startTestStack({ temporal, configuration: { workflowBundle }, worker: false });
    destinations.set('default', createDestination('default', { type: 'folder', path: stack.dataFolder }));
    await stack.startWorker({
      dependencies: {
        connection: (name) => backends.get(name),
        connectionNames: () => [...backends.keys()],
        destinations,
        pollIntervalMs: { minimum: 100, maximum: 500 },
        ...dependencies,
      },
    });
  });
  afterAll(async () => {
    // The worker ends before the simulators that its jobs run on.
    await stack.stop();
    await Promise.all(ends.map((end) => end()));
  });

  return async ({ settings = {}, infoLink = {}, ...options } = {}) => {
    const simulator = await startSimulator(options);
    const number = backends.size / 2;
    const [connection, link] = [`place${number}`, `link${number}`];
    const orchestrator = orchestratorBackend({
      name: connection,
      url: simulator.cloudUrl,
      auth: { kind: 'clientCredentials', clientId: 'sim-client', clientSecret: 'sim-secret' },
      tenantName: 'DefaultTenant',
      visibilityWindowMs: 1_000,
      effectWindowMs: 0,
      ...(typeof settings === 'function' ? settings(simulator) : settings),
    });
    const infoLinkSide = infoLinkBackend({
      type: 'infolink',
      name: link,
      url: simulator.infoLinkUrl,
      auth: { kind: 'apiKey', apiKey: infoLinkCredentials.apiKey },
      visibilityWindowMs: 500,
      effectWindowMs: 0,
      ...infoLink,
    });
    backends.set(connection, orchestrator);
    backends.set(link, infoLinkSide);
    ends.push(() => Promise.all([orchestrator.close(), infoLinkSide.close(), simulator.stop()]));
    return {
      ...stack,
      simulator,
      connection,
      link,
      start: (input, workflowId = `test-${randomUUID()}`) =>
        stack.client.workflow.start('runJob', {
          taskQueue: stack.taskQueue,
          workflowId,
          args: input === undefined ? [] : [{ connection, ...input }],
        }) as Promise<RunHandle>,
    };
  };
}
