import type { Backend } from '../../backends/backend.js';
import type { ChainDefinition } from '../../contract/chain/definition.js';
import type { Evaluator } from '../../expressions/index.js';
import type { Destination } from '../../destinations/index.js';

/** What activities need from the worker. */
export interface ActivityDependencies {
  /** The back end of a configured connection, the same instance each time; undefined if the name is unknown. */
  connection(name: string): Backend | undefined;
  /** Names of all connections, for messages. */
  connectionNames(): string[];
  /** Destinations for data that is too large for a history, by name. Default: none. */
  destinations?: ReadonlyMap<string, Destination>;
  /** Whether the namespace has our search attributes. */
  searchAttributes: boolean;
  /** Chains that runs may name. Default: none. */
  chains?: Readonly<Record<string, ChainDefinition>>;
  /** Evaluates the expressions of chains. Default: none, so no chain has any. */
  evaluator?: Pick<Evaluator, 'evaluate'>;
  /** Bounds of the adaptive interval between polls. Default: `defaultPollIntervalMs` of the contract. */
  pollIntervalMs?: { minimum: number; maximum: number };
}
