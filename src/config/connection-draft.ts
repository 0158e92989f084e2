import type { BackendTypeName } from '../backends/registry.js';
import type { AuthKind } from './auth-kinds.js';
import type { Given, Origin } from './faults.js';

const commonSettings = ['url', 'caFile', 'proxyUrl', 'maximumConnections', 'visibilityWindow'] as const;
const orchestratorSettings = ['tenantName', 'folder', 'listsPerMinute', 'exportsPerDay'] as const;

/** Settings that a file may give, besides those of the form of the back end. */
export function settingNamesOf(type: BackendTypeName): readonly SettingName[] {
  return type === 'orchestrator' ? [...commonSettings, ...orchestratorSettings] : commonSettings;
}

export function durationGroupsOf(type: BackendTypeName): readonly DurationGroup[] {
  return type === 'orchestrator' ? ['timeouts', 'safetyNet'] : ['timeouts'];
}

/** Mappings of durations. */
export const durationGroups = {
  timeouts: ['connect', 'headers', 'body'],
  safetyNet: ['stopAfter', 'killAfter'],
} as const;

export type SettingName = (typeof commonSettings)[number] | (typeof orchestratorSettings)[number];
export type DurationGroup = keyof typeof durationGroups;
export type DurationName = (typeof durationGroups)[DurationGroup][number];
export type AuthDraft = Record<string, Given<string>>;

/** A connection as it was written, with the origin of each value; not checked yet. */
export interface ConnectionDraft {
  name: string;
  type: BackendTypeName;
  origin: Origin;
  /** Settings of the form of its back end. */
  own: Record<string, Given<string>>;
  settings: Partial<Record<SettingName, Given<string>>>;
  durations: Record<DurationGroup, Partial<Record<DurationName, Given<string>>>>;
  /** Options by the way of authentication they belong to; undefined when a fault hides them. */
  auth: Partial<Record<AuthKind, AuthDraft>> | undefined;
}

/** A connection of the file with what the environment says of it: the environment wins, option by option. */
export function overridden(file: ConnectionDraft, environment: ConnectionDraft): ConnectionDraft {
  return {
    ...file,
    settings: { ...file.settings, ...environment.settings },
    auth: overriddenAuth(file.auth, environment.auth),
  };
}

function overriddenAuth(file: ConnectionDraft['auth'], environment: ConnectionDraft['auth']): ConnectionDraft['auth'] {
  const [kind, ...more] = Object.keys(environment ?? {}) as AuthKind[];
  if (kind === undefined) return file;
  // Another way of authentication replaces that of the file as a whole; a mixture would be ambiguous.
  if (more.length > 0 || file?.[kind] === undefined) return environment;
  return { [kind]: { ...file[kind], ...environment?.[kind] } };
}
