import { closestName } from '../../contract/near-names.js';
import { authKindNames, authKinds, isAuthKind, secretOptions } from '../auth-kinds.js';
import type { AuthDraft, ConnectionDraft } from '../connection-draft.js';
import type { Environment } from '../environment.js';
import type { FileSection } from './file-section.js';
import type { Faults } from '../faults.js';
import { secretOf } from './secret-reference.js';

/** The way of authentication that a connection of the file names; undefined when a fault hides it. */
export function authFromFile(
  connection: FileSection,
  environment: Environment,
  faults: Faults,
): ConnectionDraft['auth'] {
  if (connection.node('auth') === undefined) return {};
  const section = connection.section('auth');
  if (section === undefined) return undefined;
  const kind = section.text('kind');
  if (kind?.value === undefined || !isAuthKind(kind.value)) {
    if (kind === undefined || kind.value !== undefined) {
      const meant = kind?.value === undefined ? undefined : closestName(kind.value, authKindNames);
      const hint = meant === undefined ? '' : ` Did you mean '${meant}'?`;
      const message = kind === undefined ? 'is missing' : 'is not a way of authentication';
      faults.add(kind?.origin ?? section.originOf('kind'), message, `Write one of ${authKindNames.join(', ')}.${hint}`);
    }
    return undefined;
  }
  const draft: AuthDraft = {};
  for (const option of [...authKinds[kind.value].needed, ...authKinds[kind.value].optional]) {
    const given = secretOptions.has(option) ? secretOf(section, option, environment, faults) : section.text(option);
    if (given !== undefined) draft[option] = given;
  }
  section.close();
  return { [kind.value]: draft };
}
