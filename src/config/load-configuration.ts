import { loadChains } from './chains/load-chains.js';
import { checkConnection } from './check/check-connection.js';
import { checkAddress, checkChoice, checkFile, checkDuration, checkWholeNumber } from './check/check-values.js';
import { logLevels, type Configuration } from './configuration.js';
import { overridden, type ConnectionDraft } from './connection-draft.js';
import { connectionFromEnvironment } from './connection-from-environment.js';
import { connectionsFromFile } from './file/connections-from-file.js';
import { deepFreeze } from './deep-freeze.js';
import { Environment } from './environment.js';
import { ConfigurationError, Faults, type Given } from './faults.js';
import type { FileSection } from './file/file-section.js';
import { readDestinations } from './read-destinations.js';
import { mistypedVariables } from './mistyped-variables.js';
import { readFile } from './file/read-file.js';
import { variables, type Variable, type VariableName } from './variables.js';

/**
 * Reads the environment and the file that RPA_CONFIG names; the environment wins. This is the only place of the
 * program that reads either. Throws a ConfigurationError that holds all faults at once.
 */
export function loadConfiguration(values: NodeJS.ProcessEnv): Configuration {
  const faults = new Faults();
  const warnings = mistypedVariables(values);
  const environment = new Environment(values, faults);
  const path = environment.raw('RPA_CONFIG');
  const file = path === undefined ? undefined : readFile(path, faults);

  const general = (variable: VariableName): Given<string> | undefined => {
    const { option = '' } = variables.find(({ name }) => name === variable) as Variable;
    // The file is asked in any case, so that it knows the key.
    const ofFile = file?.text(option);
    return environment.text(variable, option) ?? ofFile;
  };
  const health = general('RPA_HEALTH_ADDRESS');
  const settings = {
    taskQueue: general('RPA_TASK_QUEUE')?.value ?? 'rpa',
    healthAddress: health ? checkAddress(health, faults) : { host: '127.0.0.1', port: 8085 },
    logLevel: checkChoice(general('RPA_LOG_LEVEL'), logLevels, faults) ?? 'info',
    shutdownGraceMs: checkDuration(general('RPA_SHUTDOWN_GRACE'), faults) ?? 10_000,
    maximumActivities: checkWholeNumber(general('RPA_MAXIMUM_ACTIVITIES'), faults) ?? 100,
    workflowBundlePath: general('RPA_WORKFLOW_BUNDLE')?.value,
    workflowsPath: checkFile(general('RPA_WORKFLOWS'), faults),
    chains: loadChains(general('RPA_CHAINS'), faults),
  };
  const destinations = readDestinations(file, environment, faults, warnings);
  const drafts = connectionDrafts(file, environment, faults);
  file?.close();
  if (drafts.length === 0 && faults.list.length === 0) noConnection(faults);
  const connections = Object.fromEntries(
    drafts.map((draft) => [draft.name, checkConnection(draft, faults, warnings)] as const),
  ) as Configuration['connections'];
  if (faults.list.length > 0) throw new ConfigurationError(faults.list);
  return deepFreeze({ connections, destinations, ...settings, warnings });
}

function connectionDrafts(file: FileSection | undefined, environment: Environment, faults: Faults): ConnectionDraft[] {
  const ofFile = file === undefined ? [] : connectionsFromFile(file, environment, faults);
  const ofEnvironment = connectionFromEnvironment(environment);
  if (ofEnvironment === undefined) return ofFile;
  const known = ofFile.find(({ name }) => name === ofEnvironment.name);
  if (known && known.type !== ofEnvironment.type) {
    const remedy = 'Unset them, or give that connection of the file another name.';
    faults.add(known.origin, `is of type ${known.type}, but UIPATH_ variables describe an Orchestrator`, remedy);
    return ofFile;
  }
  return known
    ? ofFile.map((draft) => (draft.name === ofEnvironment.name ? overridden(draft, ofEnvironment) : draft))
    : [...ofFile, ofEnvironment];
}

function noConnection(faults: Faults): void {
  faults.add(
    { option: 'connections', variable: 'UIPATH_URL' },
    'has no connection to an Orchestrator',
    'Set UIPATH_URL and its credentials, or name a YAML file with connections by RPA_CONFIG.',
  );
}
