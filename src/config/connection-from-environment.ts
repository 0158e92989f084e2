import type { ConnectionDraft, SettingName } from './connection-draft.js';
import type { Environment } from './environment.js';
import { variables, type SecretVariableName, type Variable, type VariableName } from './variables.js';

const table: readonly Variable[] = variables;

export const defaultConnection = 'default';

/** The connection that the UIPATH_ variables describe; undefined when none of them is set. */
export function connectionFromEnvironment(environment: Environment): ConnectionDraft | undefined {
  const path = `connections.${defaultConnection}`;
  const settings: ConnectionDraft['settings'] = {};
  const auth: NonNullable<ConnectionDraft['auth']> = {};
  for (const { name, option, kind, secret } of table.filter(isOfConnection)) {
    const given = secret
      ? environment.secret(name as SecretVariableName, `${path}.${option}`)
      : environment.text(name as VariableName, `${path}.${option}`);
    if (given === undefined) continue;
    if (kind === undefined) settings[option as SettingName] = given;
    else (auth[kind] ??= {})[option.replace('auth.', '')] = given;
  }
  if (Object.keys(settings).length + Object.keys(auth).length === 0) return undefined;
  return {
    name: defaultConnection,
    type: 'orchestrator',
    own: {},
    origin: { option: path },
    settings,
    durations: { timeouts: {}, safetyNet: {} },
    auth,
  };
}

function isOfConnection(variable: Variable): variable is Variable & { option: string } {
  return variable.name.startsWith('UIPATH_') && variable.option !== undefined;
}
