import type { Backend } from '../../backends/backend.js';
import { type BackendPart, type BackendWith, hasPart, lacks } from '../../backends/backend-parts.js';
import type { Capabilities } from '../../contract/capabilities.js';
import type { ActivityDependencies } from './dependencies.js';
import { invalidInput, notConfigured } from './failures.js';

/** The back end of a connection, or a failure that lists the existing connections. */
export function backendOf(dependencies: ActivityDependencies, name: string): Backend {
  const backend = dependencies.connection(name);
  if (backend) return backend;
  throw notConfigured('connection', name, dependencies.connectionNames());
}

/** The back end of a connection with a required optional part, or a failure if it does not have that part. */
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
