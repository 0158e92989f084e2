import type { Logger } from 'pino';
import type { OrchestratorClient } from '../backends/orchestrator/types.js';
import type { Destination } from '../destinations/index.js';

/** What activities work with; given by the worker, faked by nobody. */
export interface ActivityDependencies {
  /** The client of a configured connection; undefined when there is none of that name. */
  connection(name: string): OrchestratorClient | undefined;
  /** Names of all connections, for messages. */
  connectionNames(): string[];
  /** Where data goes that is too large for a history, by name. Default: nowhere. */
  destinations?: ReadonlyMap<string, Destination>;
  /** Whether the namespace has our search attributes. */
  searchAttributes: boolean;
  logger: Logger;
  /** Bounds of the adaptive interval between looks. Default 1,000 and 30,000. */
  pollIntervalMs?: { minimum: number; maximum: number };
}
