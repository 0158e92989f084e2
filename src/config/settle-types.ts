import { backendTypes } from '../backends/registry.js';
import { writeOneOf } from '../shared/settings/forms.js';
import { closestName } from '../shared/near-names.js';
import { type Draft, isTree, type Path } from './draft.js';
import type { Faults } from './faults.js';
import { defaultName } from './options.js';

/** Settles the types first, so that the rest of a connection or destination can be checked by its type. */
export function settleTypes(draft: Draft, faults: Faults): void {
  for (const name of namesIn(draft, 'connections')) settleConnection(draft, ['connections', name, 'type'], faults);
  for (const name of namesIn(draft, 'destinations')) {
    const path = ['destinations', name, 'type'];
    const type = draft.get(path);
    // The type of a destination may be written in any case.
    if (typeof type === 'string') draft.set(path, type.toLowerCase(), draft.originOf(path));
  }
}

/** The default destination always exists. */
export function addDefaultDestination(draft: Draft): void {
  const path = ['destinations', defaultName];
  if (draft.get(path) === undefined) draft.set([...path, 'path'], 'data');
}

function settleConnection(draft: Draft, path: Path, faults: Faults): void {
  const type = draft.get(path);
  const names = Object.keys(backendTypes);
  // Orchestrator is the default type.
  if (type === 'orchestrator') draft.set(path, undefined);
  if (typeof type !== 'string' || names.includes(type)) return;
  faults.add(draft.originOf(path), 'is not a known back end type', writeOneOf(type, names));
  const meant = closestName(type, names);
  if (meant === undefined || meant === 'orchestrator') draft.set(path, undefined);
  else draft.set(path, meant);
}

function namesIn(draft: Draft, key: string): string[] {
  const held = draft.get([key]);
  return isTree(held) ? Object.keys(held).filter((name) => isTree(held[name])) : [];
}
