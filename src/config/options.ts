import { type Option, optionsOf } from '../shared/settings/options-of.js';
import { secretNamesOf } from '../shared/settings/secrets.js';
import type { OptionFacts } from '../shared/settings/option.js';
import type { Path } from './draft.js';
import { configurationSchema } from './settings.js';

/** Name of the connection and of the destination that are taken when nobody names one, and that variables describe. */
export const defaultName = 'default';

/** All options of the configuration. */
export const options: readonly Option[] = optionsOf(configurationSchema);

/** Names of all options that hold secrets. */
export const secretNames: readonly string[] = secretNamesOf(configurationSchema);

export type OptionWithVariable = Option & { facts: OptionFacts & { variable: string } };

/** Those that a variable of the environment sets too. */
export const optionsWithVariable = options.filter(
  (option): option is OptionWithVariable => option.facts.variable !== undefined,
);

/** Where the variable of an option puts its value. */
export function pathOf({ path }: Option): Path {
  return path.map((key) => (key === '*' ? defaultName : key));
}

/** The way of authentication that an option belongs to. */
export function kindOf({ alternatives }: Option): string | undefined {
  return alternatives.find(({ path }) => path.at(-1) === 'kind')?.name;
}
