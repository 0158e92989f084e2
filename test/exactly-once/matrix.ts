import { randomUUID } from 'node:crypto';
import type { FaultInput, Simulator } from '../../src/simulator/index.js';
import { startSimulator } from '../../src/simulator/index.js';
import type { TestConnection } from '../../src/testing/index.js';
import { onTestFinished } from 'vitest';
import { failureOf, type RunHandle, startStackHere } from '../integration/stack.js';
import { startWorkerProcess, type WorkerProcess } from '../worker/worker-process.js';

/** One case of a matrix: what goes wrong, and the window in which its connection looks for jobs. */
export interface Case {
  name: string;
  faults: FaultInput[];
  visibilityWindow?: string;
  /** How long after its call a start may have its effect. Default: not at all. */
  effectWindow?: string;
}

/** The back end of a matrix, and what runs on it. */
export interface MatrixBackend {
  connection: (simulator: Simulator) => TestConnection;
  job: (given: { process: string; count?: number }) => object;
  environment?: Record<string, string>;
}

const orchestrator: MatrixBackend = {
  connection: ({ cloudUrl }) => ({ url: cloudUrl }),
  job: (given) => ({ folder: 'Shared', ...given }),
};

/** A case with its own simulator, behind a connection of its own. */
export interface MatrixEntry<C extends Case = Case> {
  case: C;
  simulator: Simulator;
  run: (input?: { process?: string; count?: number; deadlines?: object; stop?: object }) => Promise<RunHandle>;
}

export interface Matrix<C extends Case> {
  entries: MatrixEntry<C>[];
  /** A worker in this process. */
  startWorker: () => Promise<void>;
  /** A worker that can be killed. */
  startWorkerProcess: () => Promise<WorkerProcess>;
}

/** A simulator for each case, all behind connections of one worker, so that a matrix takes as long as its slowest case. */
export async function startMatrix<C extends Case>(
  cases: readonly C[],
  backend: MatrixBackend = orchestrator,
): Promise<Matrix<C>> {
  const simulators = await Promise.all(
    cases.map(async ({ faults }) => {
      const simulator = await startSimulator();
      onTestFinished(() => simulator.stop());
      for (const fault of faults) simulator.addFault(fault);
      return { simulator };
    }),
  );
  const connections = simulators.map(({ simulator }, index): [string, TestConnection] => [
    `c${index}`,
    {
      ...backend.connection(simulator),
      visibilityWindow: cases[index]?.visibilityWindow ?? '1s',
      effectWindow: cases[index]?.effectWindow ?? '0s',
      timeouts: { connect: '1s', headers: '1500ms', body: '1500ms' },
    },
  ]);
  const stack = await startStackHere({
    connections: Object.fromEntries(connections),
    environment: backend.environment ?? {},
    worker: false,
  });
  const entries = cases.map((given, index): MatrixEntry<C> => {
    const run: MatrixEntry['run'] = ({ process = 'Echo', count, ...more } = {}) => {
      const job = backend.job({ process, ...(count !== undefined && { count }) });
      const options = { taskQueue: stack.taskQueue, workflowId: `matrix-${randomUUID()}` };
      const args = [{ connection: `c${index}`, job, ...more }];
      return stack.client.workflow.start('runJob', { ...options, args }) as Promise<RunHandle>;
    };
    return { case: given, simulator: (simulators[index] as { simulator: Simulator }).simulator, run };
  });
  return {
    entries,
    startWorker: async () => {
      await stack.startWorker({ dependencies: { pollIntervalMs: { minimum: 1_000, maximum: 30_000 } } });
    },
    startWorkerProcess: async () => {
      const worker = startWorkerProcess(stack.environment);
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

export const callsOf = ({ simulator }: MatrixEntry, operation: string): number =>
  simulator.calls().filter((call) => call.operation === operation).length;
