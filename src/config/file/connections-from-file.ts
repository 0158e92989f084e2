import { isMap } from 'yaml';
import { backendTypes, type BackendTypeName } from '../../backends/registry.js';
import { closestName } from '../../shared/near-names.js';
import { durationGroups, durationGroupsOf, settingNamesOf, type ConnectionDraft } from '../connection-draft.js';
import { authFromFile } from './auth-from-file.js';
import type { Environment } from '../environment.js';
import type { FileSection } from './file-section.js';
import type { Faults, Given } from '../faults.js';
import { secretOf } from './secret-reference.js';

/** The connections under `connections`, by the names they have there. */
export function connectionsFromFile(file: FileSection, environment: Environment, faults: Faults): ConnectionDraft[] {
  const connections = file.section('connections');
  if (connections === undefined) return [];
  return connections.keys().flatMap((name) => {
    const section = connections.section(name);
    return section === undefined ? [] : [connectionOf(name, section, environment, faults)];
  });
}

function connectionOf(name: string, section: FileSection, environment: Environment, faults: Faults): ConnectionDraft {
  const type = typeOf(section, faults);
  const draft: ConnectionDraft = {
    name,
    type,
    own: {},
    origin: section.origin,
    settings: {},
    durations: { timeouts: {}, safetyNet: {} },
    auth: authFromFile(section, type, environment, faults),
  };
  for (const setting of settingNamesOf(type)) {
    const given = setting === 'proxyUrl' ? proxyOf(section, environment, faults) : section.text(setting);
    if (given !== undefined) draft.settings[setting] = given;
  }
  for (const setting of Object.keys(backendTypes[type].form.settings)) {
    const given = section.text(setting);
    if (given !== undefined) draft.own[setting] = given;
  }
  for (const group of durationGroupsOf(type)) {
    const durations = section.section(group);
    for (const name of durationGroups[group]) {
      const given = durations?.text(name);
      if (given !== undefined) draft.durations[group][name] = given;
    }
    durations?.close();
  }
  section.close();
  return draft;
}

function typeOf(section: FileSection, faults: Faults): BackendTypeName {
  const type = section.text('type');
  if (type?.value === undefined) return 'orchestrator';
  if (Object.hasOwn(backendTypes, type.value)) return type.value as BackendTypeName;
  const names = Object.keys(backendTypes);
  const meant = closestName(type.value, names);
  const hint = meant === undefined ? '' : ` Did you mean '${meant}'?`;
  faults.add(type.origin, 'is not a back end that is known', `Write one of ${names.join(', ')}.${hint}`);
  return (meant ?? 'orchestrator') as BackendTypeName;
}

/** A proxy without a password may stand in the file. */
function proxyOf(section: FileSection, environment: Environment, faults: Faults): Given<string> | undefined {
  if (isMap(section.node('proxyUrl'))) return secretOf(section, 'proxyUrl', environment, faults);
  const given = section.text('proxyUrl');
  const url = given?.value;
  if (given === undefined || url === undefined || !URL.canParse(url) || new URL(url).password === '') return given;
  faults.add(
    given.origin,
    'holds a password',
    'Write {env: NAME_OF_A_VARIABLE} or {file: /path/of/a/file} and put the URL there.',
  );
  return { value: undefined, origin: given.origin };
}
