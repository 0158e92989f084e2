import type { NativeConnection } from '@temporalio/worker';
import type { Logger } from 'pino';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Backend } from '../backends/backend.js';
import { connectionsElsewhere, type Fingerprints, fingerprintsOf } from './worker-identity.js';

/** A worker starts without fingerprints if its servers do not answer within this time. */
const answerWithinMs = 10_000;
/** A worker that is alive asks for a task about once a minute; one that has ended is listed for five minutes. */
const aliveWithinMs = 75_000;
const lookEveryMs = 2_000;

/** Reads what distinguishes the servers of all connections. A server that does not answer must not hold up a start. */
export async function fingerprintServers(
  backends: ReadonlyMap<string, Backend>,
  logger: Logger,
): Promise<Fingerprints> {
  const read = [...backends].map(async ([name, { identity }]): Promise<[string, string[]]> => {
    if (!identity?.lasting) return [name, []];
    try {
      return [name, fingerprintsOf(await inTime(identity.landmarks()))];
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      logger.info(`Connection '${name}' could not be compared with those of other workers: ${reason}`);
      return [name, []];
    }
  });
  return new Map(await Promise.all(read));
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  const over = new AbortController();
  const late = sleep(answerWithinMs, undefined, { signal: over.signal, ref: false }).then(() => {
    throw new Error(`no answer within ${answerWithinMs / 1000} s`);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    over.abort();
    late.catch(() => undefined);
  }
}

export interface QueueOfWorker {
  connection: NativeConnection;
  namespace: string;
  taskQueue: string;
  servers: Fingerprints;
  logger: Logger;
}

/** TASK_QUEUE_TYPE_ACTIVITY: its pollers leave the list as soon as they end (server 1.31.2). */
const activityQueue: object = { taskQueueType: 2 };

interface Poller {
  identity: string;
  /** When it last asked for a task. */
  lastSeen: string;
}

/**
 * Fails if a live worker of the task queue reaches another server through a connection of the same name: runs would go
 * to either server, whichever worker takes them first.
 */
export async function refuseOtherServers(queue: QueueOfWorker): Promise<void> {
  const { servers, logger, taskQueue } = queue;
  const first = elsewhere(await pollersOf(queue), servers);
  if (first.length === 0) return;
  logger.warn(
    { workers: first.map(({ identity }) => identity) },
    `${sayElsewhere(first, servers)} Waiting to see whether it is still running`,
  );
  const until = Date.now() + aliveWithinMs;
  for (;;) {
    await sleep(lookEveryMs);
    const now = elsewhere(await pollersOf(queue), servers);
    const alive = now.filter(
      ({ identity, lastSeen }) => !first.some((poller) => poller.identity === identity && poller.lastSeen === lastSeen),
    );
    if (alive.length > 0)
      throw new Error(
        `${sayElsewhere(alive, servers)} Task queue '${taskQueue}' would mix the two. Correct the URL of the connection, ` +
          'or set another task queue (RPA_TASK_QUEUE). If the connection has moved, end the other workers first, or set ' +
          'RPA_OTHER_SERVERS=allow.',
      );
    if (now.length === 0 || Date.now() > until) return;
  }
}

const elsewhere = (pollers: readonly Poller[], servers: Fingerprints): Poller[] =>
  pollers.filter(({ identity }) => connectionsElsewhere(identity, servers).length > 0);

function sayElsewhere([worker]: readonly Poller[], servers: Fingerprints): string {
  const { identity = '' } = worker ?? {};
  const names = connectionsElsewhere(identity, servers).map((name) => `'${name}'`);
  return `Connection ${names.join(', ')} leads to another server than that of worker ${identity.split(' ')[0] ?? ''} on the same task queue.`;
}

async function pollersOf({ connection, namespace, taskQueue: name }: QueueOfWorker): Promise<Poller[]> {
  const { pollers } = await connection.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name },
    ...activityQueue,
  });
  return pollers.map(({ identity, lastAccessTime: at }) => ({
    identity: identity ?? '',
    lastSeen: `${String(at?.seconds)}.${at?.nanos ?? 0}`,
  }));
}
