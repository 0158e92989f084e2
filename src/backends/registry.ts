import type { Backend } from './backend.js';
import type { ConnectionForm } from './connection-form.js';
import { infoLinkBackend } from './infolink/backend.js';
import { infoLinkForm } from './infolink/connection-form.js';
import type { InfoLinkSettings } from './infolink/types.js';
import { orchestratorBackend } from './orchestrator/backend.js';
import { orchestratorForm } from './orchestrator/connection-form.js';
import type { OrchestratorSettings } from './orchestrator/types.js';

/** Settings of a connection; without a type, those of an Orchestrator. */
export type ConnectionSettings = OrchestratorSettings | InfoLinkSettings;

interface BackendType {
  form: ConnectionForm;
  /** Takes the settings that `form` describes. */
  connect: (settings: never) => Backend;
}

/** All types of back ends, by the `type` of their connections. A further one is registered here, and nowhere else. */
export const backendTypes = {
  orchestrator: { form: orchestratorForm, connect: orchestratorBackend },
  infolink: { form: infoLinkForm, connect: infoLinkBackend },
} as const satisfies Record<string, BackendType>;

export type BackendTypeName = keyof typeof backendTypes;

/** Opens a connection; close it in the end. */
export function connect(settings: ConnectionSettings): Backend {
  const { connect: open }: BackendType = backendTypes[settings.type ?? 'orchestrator'];
  return open(settings as never);
}
