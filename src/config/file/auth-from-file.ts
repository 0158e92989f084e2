import { closestName } from '../../shared/near-names.js';
import type { BackendTypeName } from '../../backends/registry.js';
import { authKindNames, authKindsOf, isAuthKind, secretOptions } from '../auth-kinds.js';
import type { AuthDraft, ConnectionDraft } from '../connection-draft.js';
import type { Environment } from '../environment.js';
import type { FileSection } from './file-section.js';
import type { Faults } from '../faults.js';
import { secretOf } from './secret-reference.js';

/** The way of authentication that a connection of the file names; undefined when a fault hides it. */
export function authFromFile(
  connection: FileSection,
  type: BackendTypeName,
  environment: Environment,
  faults: Faults,
): ConnectionDraft['auth'] {
  if (connection.node('auth') === undefined) return {};
  const section = connection.section('auth');
  if (section === undefined) return undefined;
  const kind = section.text('kind');
  if (kind?.value === undefined || !isAuthKind(kind.value, type)) {
    if (kind === undefined || kind.value !== undefined) {
      const meant = kind?.value === undefined ? undefined : closestName(kind.value, authKindNames(type));
      const hint = meant === undefined ? '' : ` Did you mean '${meant}'?`;
      const message = kind === undefined ? 'is missing' : 'is not a way of authentication';
      faults.add(
        kind?.origin ?? section.originOf('kind'),
        message,
        `Write one of ${authKindNames(type).join(', ')}.${hint}`,
      );
    }
    return undefined;
  }
  const draft: AuthDraft = {};
  const { needed, optional } = authKindsOf(type)[kind.value] ?? { needed: [], optional: [] };
  for (const option of [...needed, ...optional]) {
    const given = secretOptions.has(option) ? secretOf(section, option, environment, faults) : section.text(option);
    if (given !== undefined) draft[option] = given;
  }
  section.close();
  return { [kind.value]: draft };
}
