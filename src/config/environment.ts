import type { Faults, Origin } from './faults.js';
import { readSecretFile } from './read-secret-file.js';

/** A value with its variable; undefined if it could not be read, which a fault reports already. */
export interface OfEnvironment {
  value: string | undefined;
  variable: string;
}

/** The variables of the environment. An empty one counts as not set, as when a compose file passes it on. */
export class Environment {
  constructor(
    private readonly values: NodeJS.ProcessEnv,
    private readonly faults: Faults,
  ) {}

  text(variable: string): OfEnvironment | undefined {
    const value = this.raw(variable);
    return value === undefined ? undefined : { value, variable };
  }

  /** A secret from its variable or, like a Docker secret, from the file that the variable with `_FILE` names. */
  secret(variable: string, option: string): OfEnvironment | undefined {
    const fileVariable = fileVariableOf(variable);
    const path = this.raw(fileVariable);
    if (path === undefined) return this.text(variable);
    if (this.raw(variable) !== undefined)
      return this.refuse(
        { option, variable },
        `is set together with ${fileVariable}`,
        `Keep one of ${variable} and ${fileVariable}.`,
      );
    const read = readSecretFile(path);
    if (read.value !== undefined) return { value: read.value, variable: fileVariable };
    const remedy = 'Name a file that this process may read and that holds the value alone.';
    return this.refuse({ option, variable: fileVariable }, read.reason, remedy);
  }

  raw(name: string): string | undefined {
    const value = this.values[name]?.trim();
    return value === '' ? undefined : value;
  }

  private refuse(origin: Origin & { variable: string }, message: string, remedy: string): OfEnvironment {
    this.faults.add(origin, message, remedy);
    return { value: undefined, variable: origin.variable };
  }
}

/** The variable that names the file with the secret of another variable. */
export const fileVariableOf = (variable: string): string => `${variable}_FILE`;
