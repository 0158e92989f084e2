import type { ConnectionSettings } from '../backends/registry.js';
import type { ChainDefinition } from '../contract/chain/definition.js';
import type { DestinationSettings } from '../destinations/settings.js';
import type { HostAndPort, LogLevel } from './settings.js';

/** The whole configuration of the worker, checked and frozen. Contains secrets: never log it as a whole. */
export interface Configuration {
  /** By name; at least one. */
  readonly connections: Readonly<Record<string, ConnectionSettings>>;
  /** By name; at least `default`. */
  readonly destinations: Readonly<Record<string, DestinationSettings>>;
  readonly taskQueue: string;
  /** Undefined: no health address. */
  readonly healthAddress: Readonly<HostAndPort> | undefined;
  readonly logLevel: LogLevel;
  readonly shutdownGraceMs: number;
  readonly maximumActivities: number;
  /** What a worker does that finds one of its task queue on another server. */
  readonly otherServers: 'refuse' | 'allow';
  /** Undefined: the bundle that the build made. */
  readonly workflowBundlePath: string | undefined;
  /** The team's own workflow code; undefined: none. */
  readonly workflowsPath: string | undefined;
  /** The module with the team's own activities; undefined: none. */
  readonly activitiesPath: string | undefined;
  /** Declared chains by name. */
  readonly chains: Readonly<Record<string, ChainDefinition>>;
  /** Settings that work but look wrong. */
  readonly warnings: readonly string[];
}
