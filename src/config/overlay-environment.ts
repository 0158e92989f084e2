import { type Draft, isTree, type Path } from './draft.js';
import type { Environment, OfEnvironment } from './environment.js';
import type { Faults } from './faults.js';
import { defaultName, kindOf, optionsWithVariable, type OptionWithVariable, pathOf } from './options.js';

interface Given extends OfEnvironment {
  path: Path;
  option: OptionWithVariable;
}

/** Lays the environment over what the file says: the environment wins, option by option. */
export function overlayEnvironment(draft: Draft, environment: Environment, faults: Faults): void {
  const given = optionsWithVariable.flatMap((option): Given[] => {
    const { variable, secret } = option.facts;
    const path = pathOf(option);
    const found = secret === undefined ? environment.text(variable) : environment.secret(variable, path.join('.'));
    return found === undefined ? [] : [{ ...found, path, option }];
  });
  const ofConnection = given.filter(({ path }) => path[0] === 'connections');
  for (const one of given.filter(({ path }) => path[0] === 'destinations')) overlayFolder(draft, one, faults);
  for (const one of given.filter(({ path }) => path.length === 1)) put(draft, one);
  if (ofConnection.length > 0) overlayConnection(draft, ofConnection, faults);
}

function put(draft: Draft, { path, value, variable }: Given): void {
  if (draft.set(path, value ?? null, { variable }) && value === undefined) draft.refuse(path);
}

function overlayFolder(draft: Draft, one: Given, faults: Faults): void {
  const type = draft.get([...one.path.slice(0, -1), 'type']);
  if (type === undefined || type === 'folder') put(draft, one);
  else if (type === 's3')
    faults.add(
      { option: one.path.join('.'), variable: one.variable },
      'names a folder, though the file makes this destination a bucket',
      'Unset RPA_DATA_FOLDER, or give the bucket another name.',
    );
}

function overlayConnection(draft: Draft, given: readonly Given[], faults: Faults): void {
  const path = ['connections', defaultName];
  const type = draft.get([...path, 'type']);
  if (typeof type === 'string' && type !== 'orchestrator') {
    const remedy = 'Unset them, or give that connection of the file another name.';
    faults.add(draft.originOf(path), `is of type ${type}, but UIPATH_ variables describe an Orchestrator`, remedy);
    return;
  }
  for (const one of given) if (kindOf(one.option) === undefined) put(draft, one);
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
    const message = `is given in more ways than one: ${ways.join(', ')}`;
    faults.add({ option: path.join('.') }, message, 'Keep those of one way.');
    if (draft.set(path, null)) draft.refuse(path);
    return;
  }
  // Another way of authentication replaces that of the file as a whole; a mixture would be ambiguous.
  const ofFile = draft.get(path);
  if (!isTree(ofFile) || ofFile.kind !== kind) draft.set(path, { kind });
  for (const one of ofAuth) put(draft, one);
}
