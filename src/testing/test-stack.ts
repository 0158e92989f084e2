import type { Client, Workflow, WorkflowHandleWithFirstExecutionRunId, WorkflowResultType } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Configuration } from '../config/index.js';
import type { Simulator, SimulatorOptions } from '../simulator/index.js';
import type { RpaWorker, StartWorkerOptions } from '../worker/index.js';
import type * as workflows from '../workflows/index.js';
import type { TestConnections } from './simulated-connections.js';

/** Which Temporal server, and which namespace of it. */
export interface TemporalAddress {
  address: string;
  namespace: string;
}

export interface TestStackOptions {
  /** Folders, processes and robots of the simulator: a YAML file or an object. Default: some processes in `Shared`. */
  scenario?: SimulatorOptions['scenario'];
  /** Further options of the simulator, such as `timeScale`. */
  simulator?: Omit<SimulatorOptions, 'scenario'>;
  /** Folder of declared chains. */
  chains?: string;
  /** File with your own workflows. */
  workflows?: string;
  /** Your own activities: an object of functions, such as `import * as activities`. */
  activities?: object;
  /** Connections by name, as in the configuration file; `url` and `auth` default to the simulator. Default: `default`. */
  connections?: TestConnections | ((simulator: Simulator) => TestConnections);
  /** Further keys of the configuration file, such as `destinations`. */
  configuration?: Readonly<Record<string, unknown>>;
  /** Variables that `{ env: NAME }` in `connections` and `configuration` refers to. Your own environment is not read. */
  environment?: Readonly<Record<string, string>>;
  /** A Temporal server that runs already. Default: the one in TEMPORAL_ADDRESS, or a new one for this stack. */
  temporal?: TemporalAddress;
  /** False: no worker until `startWorker` is called. Default: true. */
  worker?: boolean;
  /** Where the worker and Temporal's SDK log to. Default: workflow tasks that fail, on standard error, and no more. */
  logger?: Logger;
  /** Relative paths begin at the folder of this file: `import.meta.url`. Default: the file that calls, by stack trace. */
  from?: string | URL;
}

/** What a worker of the stack may have besides the stack's options. */
export type TestWorkerOptions = Pick<StartWorkerOptions, 'activities' | 'dependencies' | 'heartbeatAtLeastMs'>;

type Workflows = typeof workflows;
type Handle<T extends Workflow> = WorkflowHandleWithFirstExecutionRunId<T>;

export interface StartWorkflow {
  <Name extends keyof Workflows>(name: Name, ...input: Parameters<Workflows[Name]>): Promise<Handle<Workflows[Name]>>;
  <T extends Workflow>(workflow: string | T, ...input: Parameters<T>): Promise<Handle<T>>;
}

export interface ExecuteWorkflow {
  <Name extends keyof Workflows>(
    name: Name,
    ...input: Parameters<Workflows[Name]>
  ): Promise<WorkflowResultType<Workflows[Name]>>;
  <T extends Workflow>(workflow: string | T, ...input: Parameters<T>): Promise<WorkflowResultType<T>>;
}

export interface TestStack extends AsyncDisposable {
  readonly simulator: Simulator;
  readonly temporal: TemporalAddress;
  readonly client: Client;
  /** No other stack uses it, so stacks can share a Temporal server. */
  readonly taskQueue: string;
  readonly configuration: Configuration;
  /** The environment that a worker process needs to serve this stack, except for PATH and HOME. */
  readonly environment: Readonly<Record<string, string>>;
  /** Folder of the destination `default`. */
  readonly dataFolder: string;
  /** Starts a workflow under a new ID: one of this package by its name, or your own by its name or function. */
  start: StartWorkflow;
  /** Runs a workflow to its end and returns its result. */
  execute: ExecuteWorkflow;
  /** Starts another worker. `stop` ends it. */
  startWorker(options?: TestWorkerOptions): Promise<RpaWorker>;
  /** Ends all that the stack started, newest first. May be called again. */
  stop(): Promise<void>;
}
