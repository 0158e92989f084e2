import '../quiet-runtime.js';
import { Client, Connection } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { inject, onTestFinished } from 'vitest';
import { loadConfiguration } from '../../src/config/index.js';
import { type FaultInput, type Simulator, startSimulator } from '../../src/simulator/index.js';
import { startWorker } from '../../src/worker/index.js';
import { failureOf, type RunHandle } from '../integration/stack.js';
import { startWorkerProcess, type WorkerProcess } from '../worker/worker-process.js';

/** One case of a matrix: what goes wrong, and the window in which its connection looks for jobs. */
export interface Case {
  name: string;
  faults: FaultInput[];
  visibilityWindow?: string;
}

/** Which back end the ships sail to, and what they run there. */
export interface Sea {
  connection: (simulator: Simulator) => object;
  job: (given: { process: string; count?: number }) => object;
  environment: Record<string, string>;
}

const orchestratorSea: Sea = {
  connection: ({ cloudUrl }) => ({
    url: cloudUrl,
    auth: { kind: 'clientCredentials', clientId: 'sim-client', clientSecret: { env: 'SECRET' } },
  }),
  job: (given) => ({ folder: 'Shared', ...given }),
  environment: { SECRET: 'sim-secret' },
};

export interface Ship<C extends Case = Case> {
  case: C;
  simulator: Simulator;
  run: (input?: { process?: string; count?: number; deadlines?: object; stop?: object }) => Promise<RunHandle>;
}

export interface Fleet<C extends Case> {
  ships: Ship<C>[];
  /** A worker in this process. */
  startWorker: () => Promise<void>;
  /** A worker that can be killed. */
  startWorkerProcess: () => Promise<WorkerProcess>;
}

/** A simulator for each case, all behind connections of one worker, so that a matrix takes as long as its slowest case. */
export async function startFleet<C extends Case>(cases: readonly C[], sea = orchestratorSea): Promise<Fleet<C>> {
  const taskQueue = `rpa-${randomUUID()}`;
  const connection = await Connection.connect({ address: inject('temporalAddress') });
  const client = new Client({ connection, namespace: inject('temporalNamespace') });
  const ships = await Promise.all(
    cases.map(async (given, index): Promise<Ship<C>> => {
      const simulator = await startSimulator();
      for (const fault of given.faults) simulator.addFault(fault);
      const run: Ship['run'] = ({ process = 'Echo', count, ...more } = {}) => {
        const input = {
          connection: `c${index}`,
          job: sea.job({ process, ...(count !== undefined && { count }) }),
          ...more,
        };
        const options = { taskQueue, workflowId: `matrix-${randomUUID()}`, args: [input] };
        return client.workflow.start('runJob', options) as Promise<RunHandle>;
      };
      return { case: given, simulator, run };
    }),
  );
  const folder = mkdtempSync(join(tmpdir(), 'temporal-rpa-fleet-'));
  onTestFinished(async () => {
    await Promise.all(ships.map(({ simulator }) => simulator.stop()));
    await connection.close();
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, 'rpa.yaml');
  const connections = ships.map(({ case: { visibilityWindow = '1s' }, simulator }, index): [string, object] => [
    `c${index}`,
    {
      ...sea.connection(simulator),
      visibilityWindow,
      timeouts: { connect: '1s', headers: '1500ms', body: '1500ms' },
    },
  ]);
  writeFileSync(file, JSON.stringify({ taskQueue, connections: Object.fromEntries(connections) }));
  const environment = { RPA_CONFIG: file, RPA_HEALTH_ADDRESS: 'off', ...sea.environment };
  const temporal = { address: inject('temporalAddress'), namespace: inject('temporalNamespace') };
  return {
    ships,
    startWorker: async () => {
      const configuration = loadConfiguration({ ...environment, RPA_WORKFLOW_BUNDLE: inject('workflowBundlePath') });
      const worker = await startWorker({ configuration, logger: pino({ level: 'silent' }), temporal });
      onTestFinished(async () => {
        worker.shutdown();
        await worker.ended;
      });
    },
    startWorkerProcess: async () => {
      const { address: TEMPORAL_ADDRESS, namespace: TEMPORAL_NAMESPACE } = temporal;
      const worker = startWorkerProcess({ ...environment, TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE });
      await worker.runs();
      return worker;
    },
  };
}

/** How a run ended: `Successful`, `Cancelled`, or the type of its failure. */
export async function endOf(run: RunHandle): Promise<string> {
  try {
    return (await run.result()).outcome;
  } catch {
    return (await failureOf(run))?.type ?? 'Cancelled';
  }
}

export const callsOf = ({ simulator }: Ship, operation: string): number =>
  simulator.calls().filter((call) => call.operation === operation).length;
