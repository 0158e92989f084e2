import { Connection, type ConnectionOptions } from '@temporalio/client';
import { setTimeout as sleep } from 'node:timers/promises';

export interface WaitOptions {
  connection: ConnectionOptions;
  namespace: string;
  timeoutMs: number;
  /** Why waiting is pointless; checked between two attempts. */
  givenUp?: () => string | undefined;
}

/** Returns once the server answers for the namespace; fails with the last reason when it does not in time. */
export async function waitForNamespace(options: WaitOptions): Promise<void> {
  const deadline = Date.now() + options.timeoutMs;
  for (;;) {
    try {
      await describeNamespace(options.connection, options.namespace);
      return;
    } catch (error) {
      const reason = options.givenUp?.();
      if (reason !== undefined) throw new Error(reason, { cause: error });
      if (Date.now() >= deadline) throw error;
      await sleep(100);
    }
  }
}

async function describeNamespace(options: ConnectionOptions, namespace: string): Promise<void> {
  const connection = await Connection.connect({ connectTimeout: '2s', ...options });
  try {
    await connection.withDeadline(Date.now() + 5_000, () =>
      connection.workflowService.describeNamespace({ namespace }),
    );
  } finally {
    await connection.close();
  }
}
