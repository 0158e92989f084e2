import { fileVariableOf } from './environment.js';
import { kindOf, optionsWithVariable, pathOf } from './options.js';

export interface Variable {
  name: string;
  /** Path of the option in the YAML file; of a connection, below `connections.default`. */
  option?: string;
  /** The way of authentication that the option belongs to. */
  kind?: string;
  meaning: string;
  default?: string;
  example?: string;
  /** A secret can also be given as the name of a file, by the variable with `_FILE` appended. */
  secret?: true;
}

/** All variables that this program reads; docs/configuration.md shows this table. */
export const variables: readonly Variable[] = [
  {
    name: 'RPA_CONFIG',
    meaning: 'Path of the YAML file with connections and settings',
    example: '/etc/temporal-rpa/rpa.yaml',
  },
  ...optionsWithVariable.map((option): Variable => {
    const { variable: name, meaning = '', default: usual, example, secret } = option.facts;
    const kind = kindOf(option);
    return {
      name,
      option: pathOf(option)
        .join('.')
        .replace(/^connections\.default\./, ''),
      ...(kind !== undefined && { kind }),
      meaning,
      ...(usual !== undefined && { default: usual }),
      ...(example !== undefined && { example }),
      ...(secret !== undefined && { secret: true }),
    };
  }),
];

/** Names of all variables that are read, including those that name secret files. */
export const variableNames: readonly string[] = variables.flatMap(({ name, secret }) =>
  secret ? [name, fileVariableOf(name)] : [name],
);
