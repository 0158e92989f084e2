import type { NativeConnection } from '@temporalio/worker';
import type { Logger } from 'pino';

/** Whether Temporal answered lately. */
export interface TemporalWatch {
  reachable(): boolean;
  close(): void;
}

export interface WatchTemporalOptions {
  namespace: string;
  logger: Logger;
  /** Time between two questions. Default 5 s. */
  everyMs?: number;
  /** How long one answer may take. Default 5 s. */
  withinMs?: number;
}

/** One question that fails may be chance, and a poll of the worker is repeated anyway. */
const failuresUntilLost = 2;

/**
 * Asks Temporal for the namespace again and again. The SDK retries its polls for ever and tells nobody, so without this
 * a worker without a connection looks healthy. Logs one line when the connection is lost and one when it is back.
 */
export function watchTemporal(
  connection: Pick<NativeConnection, 'workflowService' | 'withDeadline'>,
  { namespace, logger, everyMs = 5_000, withinMs = 5_000 }: WatchTemporalOptions,
): TemporalWatch {
  let failures = 0;
  let lostAt: number | undefined;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  const ask = async (): Promise<void> => {
    try {
      const answer = (): Promise<unknown> => connection.workflowService.describeNamespace({ namespace });
      await connection.withDeadline(Date.now() + withinMs, answer);
      if (lostAt !== undefined && !closed)
        logger.info({ awayForSeconds: Math.round((Date.now() - lostAt) / 1000) }, 'Temporal answers again');
      failures = 0;
      lostAt = undefined;
    } catch (error) {
      failures += 1;
      if (failures === failuresUntilLost && !closed) {
        lostAt = Date.now();
        const reason = error instanceof Error ? error.message : String(error);
        logger.error({ reason }, 'Temporal does not answer; robot jobs continue, and so do their runs once it is back');
      }
    }
    if (!closed) timer = setTimeout(() => void ask(), everyMs).unref();
  };
  timer = setTimeout(() => void ask(), everyMs).unref();
  return {
    reachable: () => failures < failuresUntilLost,
    close: () => {
      closed = true;
      clearTimeout(timer);
    },
  };
}
