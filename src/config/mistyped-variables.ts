import { closestName } from '../shared/near-names.js';
import { variables, type Variable } from './variables.js';

const known = (variables as readonly Variable[]).flatMap(({ name, secret }) =>
  secret ? [name, `${name}_FILE`] : [name],
);

/** Warnings for variables that nobody reads but that look like ours. Others may own their prefix, so it is no fault. */
export function mistypedVariables(values: NodeJS.ProcessEnv): string[] {
  return Object.keys(values)
    .filter((name) => /^(RPA|UIPATH)_/.test(name) && !known.includes(name))
    .flatMap((name) => {
      const meant = closestName(name, known);
      return meant === undefined ? [] : [`The variable ${name} is not known. Did you mean ${meant}?`];
    });
}
