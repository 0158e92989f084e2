import { type Option, optionsOf } from '../shared/settings/options-of.js';
import { secretNamesOf } from '../shared/settings/secrets.js';
import type { OptionFacts } from '../shared/settings/option.js';
import type { Path } from './draft.js';
import { configurationSchema } from './settings.js';

/** Name of the default connection and destination, which the variables describe. */
export const defaultName = 'default';

/** All options of the configuration. */
export const options: readonly Option[] = optionsOf(configurationSchema);

/** Names of all options that hold secrets. */
export const secretNames: readonly string[] = secretNamesOf(configurationSchema);

export type OptionWithVariable = Option & { facts: OptionFacts & { variable: string } };

/** Options that an environment variable can set too. */
export const optionsWithVariable = options.filter(
  (option): option is OptionWithVariable => option.facts.variable !== undefined,
);

/** The path at which the variable of an option puts its value. */
export function pathOf({ path }: Option): Path {
  return path.map((key) => (key === '*' ? defaultName : key));
}

/** The kind of authentication that the option belongs to. */
export function kindOf({ alternatives }: Option): string | undefined {
  return alternatives.find(({ path }) => path.at(-1) === 'kind')?.name;
}
