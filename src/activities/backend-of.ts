import type { Backend } from '../backends/backend.js';
import type { OrchestratorClient } from '../backends/orchestrator/types.js';
import type { Connected } from '../backends/registry.js';
import type { ActivityDependencies } from './shared/dependencies.js';
import { connectedAs } from './shared/failures.js';
import { orchestratorBackend } from '../backends/orchestrator/backend.js';

/** What was learned of an Orchestrator is kept with its client. */
const known = new WeakMap<OrchestratorClient, Backend>();

/** The back end of a connection, or the fault that names the connections there are. */
export function backendOf(dependencies: ActivityDependencies, name: string): Backend {
  const connected: Connected = connectedAs(dependencies, name);
  if ('capabilities' in connected) return connected;
  const backend = known.get(connected) ?? orchestratorBackend(connected);
  known.set(connected, backend);
  return backend;
}
