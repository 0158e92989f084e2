import { type NativeConnection, Worker } from '@temporalio/worker';
import { hostname } from 'node:os';
import type { Logger } from 'pino';
import { type ActivityDependencies, createActivities } from '../activities/index.js';
import type { Backend } from '../backends/backend.js';
import { connect } from '../backends/registry.js';
import type { Configuration } from '../config/index.js';
import { createDestination, type Destination } from '../destinations/index.js';
import { createEvaluator, type Evaluator } from '../expressions/index.js';
import { checkSearchAttributes } from './check-search-attributes.js';
import { connectTemporal } from './connect-temporal.js';
import { fingerprintServers, refuseOtherServers } from './other-servers.js';
import { configuredActivities, withOwnActivities } from './own-activities.js';
import { type HealthServer, serveHealth } from './serve-health.js';
import { type TemporalWatch, watchTemporal } from './watch-temporal.js';
import { workflowCode } from './workflow-code.js';
import { workerIdentity } from './worker-identity.js';

export interface StartWorkerOptions {
  configuration: Configuration;
  logger: Logger;
  /** Default: what the environment says, in the manner of Temporal's own tools. */
  temporal?: { address: string; namespace: string };
  /**
   * The team's own activities: each function of this object is registered by its name, beside ours. Default: what the
   * module that the configuration names exports.
   */
  activities?: object;
  /** What activities work with in place of what the configuration says, for tests. */
  dependencies?: Partial<ActivityDependencies>;
  /** Heartbeats of an activity are at least this far apart; it learns of its cancel with one. Default 4,000. */
  heartbeatAtLeastMs?: number;
}

export interface RpaWorker {
  /** Where `/healthz` and `/readyz` answer. */
  healthUrl?: string;
  /** Settles when the worker has ended; rejects only when it ended by itself. */
  ended: Promise<void>;
  /** Asks it to end: activities get the grace, jobs of robots are left to the next worker. */
  shutdown(): void;
}

/** How long after the grace an activity that does not end is left behind (the SDK would wait for ever). */
const forceAfterMs = 4_000;

/** An activity learns of its cancel with a heartbeat; the SDK would hold them back for up to 16 s. */
const defaultHeartbeatAtLeastMs = 4_000;

/** Starts the worker: connections, activities, workflow bundle, health. It runs when this returns. */
export async function startWorker(options: StartWorkerOptions): Promise<RpaWorker> {
  const { configuration, logger, temporal, dependencies } = options;
  const { heartbeatAtLeastMs = defaultHeartbeatAtLeastMs } = options;
  const { connection, namespace, address } = await connectTemporal(temporal);
  const clients = new Map(
    Object.entries(configuration.connections).map(([name, settings]) => {
      const report = (news: string): void => logger.warn({ connection: name }, news);
      return [name, connect({ ...settings, report })];
    }),
  );
  const destinations = new Map(
    Object.entries(configuration.destinations).map(([name, settings]) => [name, createDestination(name, settings)]),
  );
  const evaluator = createEvaluator();
  const { taskQueue, healthAddress } = configuration;
  let worker: Worker | undefined;
  let health: HealthServer | undefined;
  let watch: TemporalWatch | undefined;
  const close = async (): Promise<void> => {
    watch?.close();
    evaluator.close();
    await health?.close();
    await Promise.all([...clients.values()].map((client) => client.close()));
    for (const destination of destinations.values()) destination.close();
    await connection.close().catch(() => undefined);
  };
  try {
    health =
      healthAddress &&
      (await serveHealth(healthAddress, () => {
        const state = worker?.getState() ?? 'INITIALIZED';
        const temporal = watch?.reachable() === false ? 'does not answer' : 'answers';
        return {
          ready: state === 'RUNNING' && temporal === 'answers',
          details: { state, temporal, taskQueue, namespace },
        };
      }));
    const servers = await fingerprintServers(clients, logger);
    if (configuration.otherServers === 'refuse')
      await refuseOtherServers({ connection, namespace, taskQueue, servers, logger });
    const searchAttributes = await searchAttributesPresent(connection, namespace, logger);
    worker = await createWorker({
      configuration,
      connection,
      namespace,
      clients,
      destinations,
      evaluator,
      searchAttributes,
      activities: options.activities ?? (await configuredActivities(configuration)),
      overrides: dependencies,
      heartbeatAtLeastMs,
      identity: workerIdentity(`${process.pid}@${hostname()}`, servers),
    });
    watch = watchTemporal(connection, { namespace, logger });
  } catch (error) {
    await close();
    throw error;
  }
  const running = worker;
  let asked = false;
  const ended = running
    .run()
    .catch((error: unknown) => {
      // At the forced end run() rejects, and not always with the documented error (SDK 1.24.0).
      if (!asked && running.getState() === 'FAILED') throw error;
      logger.warn({ error }, 'Some activities did not end in time; they are tried again elsewhere');
    })
    .finally(close);
  logger.info({ address, namespace, taskQueue, connections: [...clients.keys()], health: health?.url }, 'Worker runs');
  return {
    ...(health && { healthUrl: health.url }),
    ended,
    shutdown: () => {
      asked = true;
      if (running.getState() === 'RUNNING') running.shutdown();
    },
  };
}

async function searchAttributesPresent(
  connection: NativeConnection,
  namespace: string,
  logger: Logger,
): Promise<boolean> {
  const check = await checkSearchAttributes(connection, namespace);
  if (check.present) return true;
  const { reason, command } = check;
  logger.warn(
    { ...(command !== undefined && { command }) },
    `Runs cannot be found by folder or process: ${reason}.${command === undefined ? '' : ` To correct this, run: ${command}`}`,
  );
  return false;
}

interface WorkerParts {
  configuration: Configuration;
  connection: NativeConnection;
  namespace: string;
  clients: Map<string, Backend>;
  destinations: Map<string, Destination>;
  evaluator: Evaluator;
  searchAttributes: boolean;
  activities: object | undefined;
  overrides: Partial<ActivityDependencies> | undefined;
  heartbeatAtLeastMs: number;
  identity: string;
}

async function createWorker(parts: WorkerParts): Promise<Worker> {
  const { configuration, connection, namespace, identity, clients, activities, overrides, ...more } = parts;
  const { heartbeatAtLeastMs, ...rest } = more;
  const { taskQueue, shutdownGraceMs, maximumActivities, chains } = configuration;
  const dependencies: ActivityDependencies = {
    connection: (name) => clients.get(name),
    connectionNames: () => [...clients.keys()],
    chains,
    ...rest,
    ...overrides,
  };
  return Worker.create({
    connection,
    namespace,
    taskQueue,
    identity,
    ...(await workflowCode(configuration)),
    activities: withOwnActivities(createActivities(dependencies), activities),
    maxHeartbeatThrottleInterval: heartbeatAtLeastMs,
    maxConcurrentActivityTaskExecutions: maximumActivities,
    shutdownGraceTime: shutdownGraceMs,
    shutdownForceTime: shutdownGraceMs + forceAfterMs,
  });
}
