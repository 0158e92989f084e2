import type { Faults, Given } from './faults.js';
import { readSecretFile } from './read-secret-file.js';
import type { SecretVariableName, VariableName } from './variables.js';

/** The variables of the environment. One that is empty counts as not set, as in a compose file that passes it on. */
export class Environment {
  constructor(
    private readonly values: NodeJS.ProcessEnv,
    private readonly faults: Faults,
  ) {}

  text(variable: VariableName, option: string): Given<string> | undefined {
    const value = this.raw(variable);
    return value === undefined ? undefined : { value, origin: { option, variable } };
  }

  /** A secret by its variable or, as Docker secrets have it, by the file that the variable with `_FILE` names. */
  secret(variable: SecretVariableName, option: string): Given<string> | undefined {
    const fileVariable = `${variable}_FILE`;
    const path = this.raw(fileVariable);
    if (path === undefined) return this.text(variable, option);
    if (this.raw(variable) !== undefined) {
      const origin = { option, variable };
      this.faults.add(origin, `is set together with ${fileVariable}`, `Keep one of ${variable} and ${fileVariable}.`);
      return { value: undefined, origin };
    }
    const origin = { option, variable: fileVariable };
    const read = readSecretFile(path);
    if (read.value === undefined)
      this.faults.add(origin, read.reason, `Name a file that this process may read and that holds the value alone.`);
    return { value: read.value, origin };
  }

  raw(name: string): string | undefined {
    const value = this.values[name]?.trim();
    return value === '' ? undefined : value;
  }
}
