import type { Backend } from '../../backends/backend.js';
import { type BackendPart, type BackendWith, hasPart, lacks } from '../../backends/backend-parts.js';
import type { Capabilities } from '../../contract/capabilities.js';
import type { ActivityDependencies } from './dependencies.js';
import { invalidInput, notConfigured } from './failures.js';

/** The back end of a connection, or a failure that lists the connections there are. */
export function backendOf(dependencies: ActivityDependencies, name: string): Backend {
  const backend = dependencies.connection(name);
  if (backend) return backend;
  throw notConfigured('connection', name, dependencies.connectionNames());
}

/** The back end of a connection, with an optional part that is needed, or a failure that says it has none. */
export function backendWith<Part extends BackendPart>(
  dependencies: ActivityDependencies,
  name: string,
  part: Part,
): BackendWith<Part> {
  const backend = backendOf(dependencies, name);
  if (hasPart(backend, part)) return backend;
  throw invalidInput('connection', `'${name}' ${lacks(backend, part)}`);
}

export function capabilitiesOf(backend: Backend): Capabilities {
  return { softStop: backend.softStop !== undefined };
}
