import { type Variable, variables } from '../../src/config/variables.js';

const known = (variables as readonly Variable[]).flatMap(({ name, secret }) =>
  secret ? [name, `${name}_FILE`] : [name],
);

/** Those that neither the worker nor Temporal's own configuration reads. */
export function unknownVariables(names: readonly string[]): string[] {
  return names.filter((name) => !known.includes(name) && !name.startsWith('TEMPORAL_'));
}
