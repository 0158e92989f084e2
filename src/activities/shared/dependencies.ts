import type { Backend } from '../../backends/backend.js';
import type { ChainDefinition } from '../../contract/chain/definition.js';
import type { Destination } from '../../destinations/index.js';

/** What activities work with; given by the worker, faked by nobody. */
export interface ActivityDependencies {
  /** The back end of a configured connection, the same each time; undefined if there is none of that name. */
  connection(name: string): Backend | undefined;
  /** Names of all connections, for messages. */
  connectionNames(): string[];
  /** Where data goes that is too large for a history, by name. Default: nowhere. */
  destinations?: ReadonlyMap<string, Destination>;
  /** Whether the namespace has our search attributes. */
  searchAttributes: boolean;
  /** Chains that runs may name. Default: none. */
  chains?: Readonly<Record<string, ChainDefinition>>;
  /** Bounds of the adaptive interval between looks. Default: `defaultPollIntervalMs` of the contract. */
  pollIntervalMs?: { minimum: number; maximum: number };
}
