import { didYouMeanSentence } from '../shared/near-names.js';
import { variableNames } from './variables.js';

/** Warnings about variables that look like ours but are not read. Another program may use the prefix, so this is not a fault. */
export function mistypedVariables(values: NodeJS.ProcessEnv): string[] {
  return Object.keys(values)
    .filter((name) => /^(RPA|UIPATH)_/.test(name) && !variableNames.includes(name))
    .flatMap((name) => {
      const question = didYouMeanSentence(name, variableNames);
      return question === undefined ? [] : [`The variable ${name} is not known. ${question}`];
    });
}
