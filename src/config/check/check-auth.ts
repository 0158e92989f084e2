import type { ConnectionSettings } from '../../backends/registry.js';
import { authKindNames, authKindsOf, secretOptions, urlOptions, type AuthKind } from '../auth-kinds.js';
import { checkUrl } from './check-url.js';
import type { AuthDraft, ConnectionDraft } from '../connection-draft.js';
import { defaultConnection } from '../connection-from-environment.js';
import type { Faults, Origin } from '../faults.js';
import { variableOf } from '../variables.js';

/** The one way of authentication that a connection was given whole; undefined, with faults, when there is no such. */
export function checkAuth(
  connection: ConnectionDraft,
  faults: Faults,
  warnings: string[],
): ConnectionSettings['auth'] | undefined {
  if (connection.auth === undefined) return undefined;
  const option = `${connection.origin.option}.auth`;
  const kinds = authKindNames(connection.type).filter((kind) => connection.auth?.[kind] !== undefined);
  const [kind] = kinds;
  const draft = kind && connection.auth[kind];
  if (kind === undefined || draft === undefined) {
    faults.add({ ...connection.origin, option }, 'is missing', waysOf(connection));
    return undefined;
  }
  if (kinds.length > 1) {
    const given = kinds.map((name) => `${originsOf(connection.auth?.[name] ?? {}).join(' and ')} (${name})`);
    faults.add({ option }, `is given in more ways than one: ${given.join(', ')}`, 'Keep those of one way.');
    return undefined;
  }
  const fields = fieldsOf(connection, kind, draft, faults, warnings);
  // The table of kinds and the type name the same options.
  return fields && ({ kind, ...fields } as unknown as ConnectionSettings['auth']);
}

function fieldsOf(
  connection: ConnectionDraft,
  kind: AuthKind,
  draft: AuthDraft,
  faults: Faults,
  warnings: string[],
): Record<string, string> | undefined {
  const fields: Record<string, string> = {};
  let whole = true;
  const { needed, optional } = authKindsOf(connection.type)[kind] ?? { needed: [], optional: [] };
  for (const option of [...needed, ...optional]) {
    const given = draft[option];
    const value = urlOptions.has(option) ? checkUrl(given, faults, warnings) : given?.value;
    if (value !== undefined) fields[option] = value;
    else if (given !== undefined) whole = false;
    else if (needed.includes(option)) {
      whole = false;
      const origin = missing(connection, kind, option);
      const others = originsOf(draft).join(' and ');
      faults.add(
        origin,
        others === '' ? 'is missing' : `is missing, though ${others} is set`,
        howToGive(origin, option),
      );
    }
  }
  return whole ? fields : undefined;
}

function missing(connection: ConnectionDraft, kind: AuthKind, option: string): Origin {
  const variable = hasVariables(connection) ? variableOf(`auth.${option}`, kind) : undefined;
  return { ...connection.origin, option: `${connection.origin.option}.auth.${option}`, ...(variable && { variable }) };
}

function howToGive({ option, variable }: Origin, name: string): string {
  const secret = secretOptions.has(name);
  if (variable !== undefined)
    return secret ? `Set ${variable}, or ${variable}_FILE to the name of a file that holds it.` : `Set ${variable}.`;
  return secret ? `Write ${option} as {env: NAME_OF_A_VARIABLE} or {file: /path/of/a/file}.` : `Write ${option}.`;
}

function originsOf(draft: AuthDraft): string[] {
  return Object.values(draft).map(({ origin }) => origin.variable ?? origin.option);
}

function waysOf(connection: ConnectionDraft): string {
  const kinds = authKindNames(connection.type);
  if (!hasVariables(connection)) return `Write auth with a kind: one of ${kinds.join(', ')}.`;
  const ways = kinds.map((kind) =>
    (authKindsOf(connection.type)[kind]?.needed ?? [])
      .map((option) => variableOf(`auth.${option}`, kind))
      .join(' and '),
  );
  return `Set ${ways.join(', or ')}.`;
}

/** Variables describe one connection, to an Orchestrator. */
export function hasVariables({ name, type }: ConnectionDraft): boolean {
  return name === defaultConnection && type === 'orchestrator';
}
