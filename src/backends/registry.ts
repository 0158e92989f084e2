import type { z } from 'zod';
import type { Report } from './auth/refusals.js';
import type { Backend } from './backend.js';
import { infoLinkBackend } from './infolink/backend.js';
import { infoLinkSettings } from './infolink/settings.js';
import { orchestratorBackend } from './orchestrator/backend.js';
import { orchestratorSettings } from './orchestrator/settings.js';

interface BackendType {
  /** The schema of such a connection in the configuration. */
  settings: z.ZodType;
  /** Takes the result of `settings`, and the name of the connection. */
  connect: (settings: never) => Backend;
}

/** All types of back ends, by the `type` of their connections. Register another one here, and nowhere else. */
export const backendTypes = {
  orchestrator: { settings: orchestratorSettings, connect: orchestratorBackend },
  infolink: { settings: infoLinkSettings, connect: infoLinkBackend },
} as const satisfies Record<string, BackendType>;

export type BackendTypeName = keyof typeof backendTypes;

type SettingsSchema = (typeof backendTypes)[BackendTypeName]['settings'];

/** A connection as the configuration writes it; without a type, one to an Orchestrator. */
export type ConnectionDefinition = z.input<SettingsSchema>;

/** Settings of a connection; without a type, those of an Orchestrator. */
export type ConnectionSettings = z.output<SettingsSchema> & { name: string; report?: Report };

/** Opens a connection; close it when done. */
export function connect(settings: ConnectionSettings): Backend {
  const { connect: open }: BackendType = backendTypes[settings.type ?? 'orchestrator'];
  return open(settings as never);
}
