import { systemClock, type Clock } from './clock.js';
import type { SimulatorCall } from './control/call-log.js';
import type { Fault, FaultInput } from './control/fault.js';
import { parseFault } from './control/parse-fault.js';
import type { JobDto } from './dto/job-dto.js';
import { listen } from './http/http-server.js';
import { allJobs, cloudPath, createSimulation, reset } from './simulation.js';

export interface SimulatorOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** The API version it speaks and announces; default 20. Older ones lack fields and calls. */
  readonly apiVersion?: number;
  /** Default 3600. */
  readonly tokenLifetimeSeconds?: number;
  /** Called after each request, those to the control interface excepted. */
  readonly log?: (call: SimulatorCall) => void;
  /** Default: the computer's clock. */
  readonly clock?: Clock;
}

/** A running simulator. Its methods do what the control interface below `/_sim` does. */
export interface Simulator {
  /** The root: base address in the manner of a standalone server. */
  readonly url: string;
  /** Base address in the manner of the cloud. */
  readonly cloudUrl: string;
  /** All jobs in full, outputs included, oldest first. */
  jobs(): JobDto[];
  /** All requests so far, oldest first. */
  calls(): SimulatorCall[];
  /** Faults that have not struck yet. */
  faults(): Fault[];
  /** Throws an error that names the field when the fault is malformed. */
  addFault(fault: FaultInput): void;
  clearFaults(): void;
  /** Forgets jobs, calls and faults. Tokens stay valid and job ids go on counting. */
  reset(): void;
  /** Cuts all connections and frees the port; may be called again. */
  stop(): Promise<void>;
}

/** Starts a simulated Orchestrator. Several can run side by side; they share nothing. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { port = 0, host = '127.0.0.1', apiVersion = 20, tokenLifetimeSeconds = 3600, clock = systemClock } = options;
  const log = options.log ?? (() => undefined);
  const simulation = createSimulation({ clock, apiVersion, tokenLifetimeSeconds, log });
  const server = await listen(simulation, host, port);
  simulation.url = `http://${host.includes(':') ? `[${host}]` : host}:${server.port}`;
  return {
    url: simulation.url,
    cloudUrl: `${simulation.url}${cloudPath}`,
    jobs: () => allJobs(simulation),
    calls: () => simulation.calls.all(),
    faults: () => simulation.faults.all(),
    addFault: (fault) => simulation.faults.add(parseFault(fault)),
    clearFaults: () => simulation.faults.clear(),
    reset: () => reset(simulation),
    stop: () => server.stop(),
  };
}
