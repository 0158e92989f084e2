/** A fault in the configuration. No field ever contains an option's value: any option may hold a secret by mistake. */
export interface Fault {
  /** Path of the option as the YAML file spells it, for example `connections.default.auth.clientSecret`. */
  option: string;
  /** Environment variable that sets it, if there is one. */
  variable?: string;
  /** `file:line:column`, if a file sets it. */
  place?: string;
  /** What is wrong; the option is its subject. */
  message: string;
  remedy: string;
}

/** Where an option is set, or would be. */
export type Origin = Pick<Fault, 'option' | 'variable' | 'place'>;

/** Collects all faults, so that one run of the program reports them all. */
export class Faults {
  readonly list: Fault[] = [];

  add(origin: Origin, message: string, remedy: string): void {
    this.list.push({ ...origin, message, remedy });
  }
}

/** All that is wrong with the configuration, one line each. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly faults: readonly Fault[]) {
    super(
      [`The configuration has ${faults.length} fault${faults.length === 1 ? '' : 's'}:`, ...faults.map(line)].join(
        '\n',
      ),
    );
  }
}

function line({ option, variable, place, message, remedy }: Fault): string {
  const where = [variable, place].filter((part) => part !== undefined).join(', ');
  const sentence = /[.?]$/.test(message) ? message : `${message}.`;
  return `  - ${option}${where === '' ? '' : ` (${where})`} ${sentence} ${remedy}`;
}
