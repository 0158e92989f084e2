import { systemClock, type Clock } from './clock.js';
import type { SimulatorCall } from './control/call-log.js';
import type { Fault, FaultInput } from './faults/fault.js';
import { parseFault } from './faults/parse-fault.js';
import type { JobDto } from './dto/job-dto.js';
import type { RandomFaultSettings } from './faults/random-faults.js';
import { listen } from './serving/http-server.js';
import type { ScenarioInput } from './scenario/scenario-schema.js';
import type { ExportSettings } from './model/export-store.js';
import type { RateLimitSettings } from './limits/rate-limits.js';
import { keepTime } from './webhooks/keep-time.js';
import type { Delivery, WebhookSettings } from './webhooks/webhook.js';
import type { InfoLinkSettings } from './infolink/info-link.js';
import { infoLinkJobDtos, type InfoLinkJobDto } from './infolink/job-dto.js';
import { infoLinkPath } from './operations/infolink/routes.js';
import { createSteering, type Steering } from './steering/steering.js';
import { allJobs, cloudPath, createSimulation, reset } from './simulation.js';

export interface SimulatorOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** The API version it speaks and announces; default 20. Older ones lack fields and calls. */
  readonly apiVersion?: number;
  /** Folders, releases, robots and how their jobs live: a file, YAML or JSON, or an object. Default: the seeds. */
  readonly scenario?: string | ScenarioInput;
  /**
   * Makes it another tenant: the same ids, but other keys of folders and releases. The same text gives the same keys.
   * Default: the keys of the seeds or the scenario.
   */
  readonly tenantKey?: string;
  /** Lets jobs live so many times as fast as the scenario says; default 1. */
  readonly timeScale?: number;
  /** Default 3600. */
  readonly tokenLifetimeSeconds?: number;
  /** For how long lists lack a job that was started; default 0. */
  readonly visibilityDelayMs?: number;
  /** Default: none, as on-premises; `documentedRateLimits` are the cloud's. */
  readonly rateLimits?: RateLimitSettings;
  /** Lets a share of the calls fail. The seed is printed to standard error unless it is given. */
  readonly randomFaults?: RandomFaultSettings;
  /** Called after each request, those to the control interface excepted. */
  readonly log?: (call: SimulatorCall) => void;
  /** Default: the computer's clock. */
  readonly clock?: Clock;
}

/** A running simulator. Its methods do what the control interface below `/_sim` does. */
export interface Simulator extends Steering {
  /** The root: base address in the manner of a standalone server. */
  readonly url: string;
  /** Base address in the manner of the cloud. */
  readonly cloudUrl: string;
  /** Base address of the simulated InfoLink; `/api/v1/…` follows. */
  readonly infoLinkUrl: string;
  /** All jobs in full, outputs included, oldest first. */
  jobs(): JobDto[];
  /** All jobs of the InfoLink, oldest first. */
  infoLinkJobs(): InfoLinkJobDto[];
  /** What InfoLink's documents leave open. */
  setInfoLink(settings: Partial<InfoLinkSettings>): void;
  /** All requests so far, oldest first. */
  calls(): SimulatorCall[];
  /** Faults that have not struck yet. */
  faults(): Fault[];
  /** Throws an error that names the field when the fault is malformed. */
  addFault(fault: FaultInput): void;
  clearFaults(): void;
  /** Of the random faults; undefined without them. */
  readonly seed: number | undefined;
  /** Jobs started from now on are missing from lists for so long. */
  setVisibilityDelay(milliseconds: number): void;
  /** How exports go that are started from now on. */
  setExports(settings: Partial<ExportSettings>): void;
  /** How events are delivered to webhooks from now on. */
  setWebhooks(settings: Partial<WebhookSettings>): void;
  /** What became of the events so far, oldest first. */
  deliveries(): Delivery[];
  /**
   * Forgets jobs, attachments, exports, webhooks, sign-ins, calls and faults, and brings deleted releases back. Tokens
   * and settings stay valid and job ids go on counting.
   */
  reset(): void;
  /** Cuts all connections and frees the port; may be called again. */
  stop(): Promise<void>;
}

/** Starts a simulated Orchestrator. Several can run side by side; they share nothing. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { port = 0, host = '127.0.0.1', timeScale = 1 } = options;
  if (!(timeScale > 0)) throw new RangeError('"timeScale" must be a number above 0.');
  const simulation = createSimulation({
    clock: options.clock ?? systemClock,
    apiVersion: options.apiVersion ?? 20,
    scenario: options.scenario,
    timeScale,
    tenantKey: options.tenantKey,
    tokenLifetimeSeconds: options.tokenLifetimeSeconds ?? 3600,
    log: options.log ?? (() => undefined),
    visibilityDelayMs: options.visibilityDelayMs ?? 0,
    rateLimits: options.rateLimits ?? {},
    randomFaults: options.randomFaults,
  });
  const seed = simulation.randomFaults?.seed;
  if (seed !== undefined && options.randomFaults?.seed === undefined) {
    process.stderr.write(`Simulator: random faults with seed ${seed}\n`);
  }
  const server = await listen(simulation, host, port);
  simulation.url = `http://${host.includes(':') ? `[${host}]` : host}:${server.port}`;
  const endTime = keepTime(simulation.webhooks, simulation.jobs);
  const endLateEffects = simulation.late.watch();
  return {
    ...createSteering(simulation),
    url: simulation.url,
    cloudUrl: `${simulation.url}${cloudPath}`,
    infoLinkUrl: `${simulation.url}${infoLinkPath}`,
    jobs: () => allJobs(simulation),
    infoLinkJobs: () => {
      simulation.late.runDue();
      return infoLinkJobDtos(simulation.infoLink);
    },
    setInfoLink: (settings) => {
      simulation.infoLink.settings = { ...simulation.infoLink.settings, ...settings };
    },
    calls: () => simulation.calls.all(),
    faults: () => simulation.faults.all(),
    addFault: (fault) => simulation.faults.add(parseFault(fault)),
    clearFaults: () => simulation.faults.clear(),
    seed,
    setVisibilityDelay: (milliseconds) => {
      simulation.visibilityDelayMs = milliseconds;
    },
    setExports: (settings) => {
      simulation.exports.settings = { ...simulation.exports.settings, ...settings };
    },
    setWebhooks: (settings) => {
      simulation.webhooks.settings = { ...simulation.webhooks.settings, ...settings };
    },
    deliveries: () => simulation.webhooks.deliveries(),
    reset: () => reset(simulation),
    stop: () => {
      endTime();
      endLateEffects();
      simulation.webhooks.stop();
      return server.stop();
    },
  };
}
