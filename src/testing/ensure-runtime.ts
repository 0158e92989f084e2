import { IllegalStateError } from '@temporalio/worker';
import type { Logger } from 'pino';
import { installRuntime } from '../worker/index.js';

/**
 * Sends the logs of Temporal's SDK to `logger`. A process has one runtime: if it has one already, for another stack or
 * from elsewhere, that one stays.
 */
export function ensureRuntime(logger: Logger): void {
  try {
    installRuntime(logger);
  } catch (error) {
    if (!(error instanceof IllegalStateError)) throw error;
  }
}
