import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Simulator } from '../simulator/index.js';
import { simulatedConnections, simulatedSecrets } from './simulated-connections.js';
import type { TemporalAddress, TestStackOptions } from './test-stack.js';

interface Given {
  options: Pick<TestStackOptions, 'chains' | 'workflows' | 'connections' | 'configuration' | 'environment'>;
  absolute: (path: string) => string;
  folder: string;
  taskQueue: string;
  dataFolder: string;
  simulator: Simulator;
  temporal: TemporalAddress;
}

/** Writes the configuration file of a stack; returns the environment of a worker that reads it. */
export function writeTestConfiguration(given: Given): Record<string, string> {
  const { options, absolute, folder, taskQueue, dataFolder, simulator, temporal } = given;
  const { chains, workflows, connections = { default: {} }, configuration = {}, environment = {} } = options;
  const file = join(folder, 'rpa.yaml');
  const settings = {
    taskQueue,
    health: 'off',
    // Whatever still runs when a test ends does not matter.
    shutdownGrace: '100ms',
    ...(chains !== undefined && { chains: absolute(chains) }),
    ...(workflows !== undefined && { workflows: absolute(workflows) }),
    destinations: { default: { path: dataFolder } },
    ...configuration,
    connections: simulatedConnections(
      typeof connections === 'function' ? connections(simulator) : connections,
      simulator,
    ),
  };
  // JSON is YAML.
  writeFileSync(file, JSON.stringify(settings, null, 2));
  return {
    ...simulatedSecrets,
    ...environment,
    RPA_CONFIG: file,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
  };
}
