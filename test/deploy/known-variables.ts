import { variableNames } from '../../src/config/variables.js';

/** Those that neither the worker nor Temporal's own configuration reads. */
export function unknownVariables(names: readonly string[]): string[] {
  return names.filter((name) => !variableNames.includes(name) && !name.startsWith('TEMPORAL_'));
}
