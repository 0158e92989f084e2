import { closestName } from '../shared/near-names.js';
import { variableNames } from './variables.js';

/** Warnings for variables that nobody reads but that look like ours. Others may own their prefix, so it is not a fault. */
export function mistypedVariables(values: NodeJS.ProcessEnv): string[] {
  return Object.keys(values)
    .filter((name) => /^(RPA|UIPATH)_/.test(name) && !variableNames.includes(name))
    .flatMap((name) => {
      const meant = closestName(name, variableNames);
      return meant === undefined ? [] : [`The variable ${name} is not known. Did you mean ${meant}?`];
    });
}
