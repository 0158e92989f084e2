import { isMap } from 'yaml';
import { durationGroups, settingNames, type ConnectionDraft, type DurationGroup } from '../connection-draft.js';
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
  const type = section.text('type');
  if (type?.value !== undefined && type.value !== 'orchestrator')
    faults.add(type.origin, 'is not a back end that is known', "Write 'orchestrator'.");
  const draft: ConnectionDraft = {
    name,
    origin: section.origin,
    settings: {},
    durations: { timeouts: {}, safetyNet: {} },
    auth: authFromFile(section, environment, faults),
  };
  for (const setting of settingNames) {
    const given = setting === 'proxyUrl' ? proxyOf(section, environment, faults) : section.text(setting);
    if (given !== undefined) draft.settings[setting] = given;
  }
  for (const group of Object.keys(durationGroups) as DurationGroup[]) {
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
