import { type Draft, isTree, type Path } from './draft.js';
import type { Environment, OfEnvironment } from './environment.js';
import type { Fault, Faults } from './faults.js';
import { faultsOfIssue } from './faults-of-issue.js';
import { defaultName, kindOf, optionsWithVariable, type OptionWithVariable, pathOf } from './options.js';
import { configurationSchema } from './settings.js';

interface Given extends OfEnvironment {
  path: Path;
  option: OptionWithVariable;
}

/** Overlays the file with the environment: the environment wins, option by option. */
export function overlayEnvironment(draft: Draft, environment: Environment, faults: Faults): void {
  const given = optionsWithVariable.flatMap((option): Given[] => {
    const { variable, secret } = option.facts;
    const path = pathOf(option);
    const found = secret === undefined ? environment.text(variable) : environment.secret(variable, path.join('.'));
    return found === undefined ? [] : [{ ...found, path, option }];
  });
  const ofConnection = given.filter(({ path }) => path[0] === 'connections');
  for (const one of given.filter(({ path }) => path[0] === 'destinations')) overlayFolder(draft, one, faults);
  for (const one of given.filter(({ path }) => path.length === 1)) put(draft, one, faults);
  if (ofConnection.length > 0) overlayConnection(draft, ofConnection, faults);
}

function put(draft: Draft, { path, value, variable }: Given, faults: Faults): void {
  const replaced = draft.get(path);
  if (replaced !== undefined && typeof replaced !== 'string') faults.list.push(...faultsOfReplaced(draft, path));
  if (draft.set(path, value ?? null, { variable }) && value === undefined) draft.refuse(path);
}

/** A value in place of a mapping is a fault, but does not hide faults of the environment. */
function makeWay(draft: Draft, path: Path, faults: Faults): void {
  const held = draft.get(path);
  if (held === undefined || isTree(held)) return;
  faults.list.push(...faultsOfReplaced(draft, path));
  draft.set(path, {});
}

function overlayFolder(draft: Draft, one: Given, faults: Faults): void {
  const type = draft.get([...one.path.slice(0, -1), 'type']);
  if (type === undefined || type === 'folder') put(draft, one, faults);
  else if (type === 's3')
    faults.add(
      { option: one.path.join('.'), variable: one.variable },
      'names a folder, though the file makes this destination a bucket',
      'Unset RPA_DATA_FOLDER, or give the bucket another name.',
    );
}

function overlayConnection(draft: Draft, given: readonly Given[], faults: Faults): void {
  const path = ['connections', defaultName];
  makeWay(draft, ['connections'], faults);
  makeWay(draft, path, faults);
  const type = draft.get([...path, 'type']);
  if (typeof type === 'string' && type !== 'orchestrator') {
    const remedy = 'Unset them, or give that connection of the file another name.';
    faults.add(draft.originOf(path), `is of type ${type}, but UIPATH_ variables describe an Orchestrator`, remedy);
    return;
  }
  for (const one of given) if (kindOf(one.option) === undefined) put(draft, one, faults);
  overlayAuth(draft, given, faults);
}

function overlayAuth(draft: Draft, given: readonly Given[], faults: Faults): void {
  const path = ['connections', defaultName, 'auth'];
  const kinds = [...new Set(given.flatMap(({ option }) => kindOf(option) ?? []))];
  const ofAuth = given.filter(({ option }) => kindOf(option) !== undefined);
  const [kind] = kinds;
  if (kind === undefined) return;
  if (kinds.length > 1) {
    const ways = kinds.map((name) => {
      const variables = ofAuth.filter(({ option }) => kindOf(option) === name).map(({ variable }) => variable);
      return `${variables.join(' and ')} (${name})`;
    });
    const message = `is set in more than one way: ${ways.join(', ')}`;
    faults.add({ option: path.join('.') }, message, 'Keep the variables of one way.');
    faults.list.push(...faultsOfReplaced(draft, path));
    if (draft.set(path, null)) draft.refuse(path);
    return;
  }
  // Another kind of authentication replaces that of the file as a whole; a mixture would be ambiguous.
  const ofFile = draft.get(path);
  if (!isTree(ofFile) || ofFile.kind !== kind) {
    faults.list.push(...faultsOfReplaced(draft, path));
    draft.set(path, { kind });
  }
  for (const one of ofAuth) put(draft, one, faults);
}

/** Faults in a part of the file that the environment replaces. Missing options no longer matter there. */
function faultsOfReplaced(draft: Draft, path: Path): Fault[] {
  if (draft.get(path) === undefined) return [];
  const { error } = configurationSchema.safeParse(draft.value);
  return (error?.issues ?? [])
    .filter((issue) => path.every((key, index) => issue.path[index] === key))
    .filter((issue) => issue.code !== 'invalid_type' || draft.get(issue.path.map(String)) !== undefined)
    .flatMap((issue) => faultsOfIssue(issue, draft, 'file'));
}
