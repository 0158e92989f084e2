import { type Command, Option } from 'commander';
import type { InputFault } from '../shared/input-fault.js';
import { closestName } from '../shared/near-names.js';

export interface Flag {
  /** Dotted path of its value in the input object. */
  readonly field: string;
  readonly what: string;
  /** What the help shows as its value; default: `number` or `text`. */
  readonly value?: string;
  /** Default `text`. `list`: may be repeated; `words`: a list that also takes commas. */
  readonly kind?: 'text' | 'number' | 'list' | 'numbers' | 'words' | 'switch';
}
export type Flags = Readonly<Record<string, Flag>>;

/** Adds these flags to a command; {@link readFlags} reads them, and reports all faults at once. */
export function addFlags(command: Command, flags: Flags): Command {
  for (const [name, flag] of Object.entries(flags)) command.addOption(optionOf(name, flag));
  // Commander would stop at the first unknown argument.
  return command.allowUnknownOption().allowExcessArguments();
}

function optionOf(name: string, flag: Flag): Option {
  if (flag.kind === 'switch') return new Option(`--${name}`, flag.what);
  const option = new Option(`--${name} <${flag.value ?? (isNumber(flag) ? 'number' : 'text')}>`, flag.what).argParser(
    (value: string, before: Given | undefined) => [...valuesOf(before ?? []), value],
  );
  // Commander would stop at the first missing value; for an optional value it returns `true`.
  option.required = false;
  option.optional = true;
  return option;
}

/** The values of a flag; `true` if the value is missing. */
type Given = readonly string[] | true;
const valuesOf = (given: Given): readonly string[] => (given === true ? [''] : given);

/** Builds the input object from the flags of a parsed command. Reports every fault as wrong usage. */
export function readFlags(command: Command, flags: Flags): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  const faults = faultsOfArguments(command.args, flags);
  for (const option of command.options) {
    const name = option.name();
    const flag = Object.hasOwn(flags, name) ? flags[name] : undefined;
    const given = command.getOptionValue(option.attributeName()) as Given | undefined;
    if (!flag || given === undefined) continue;
    const values = valuesOf(given);
    if (flag.kind === 'switch') setField(input, flag.field, true);
    else if (values.includes('')) faults.push(`--${name} needs a value: ${flag.what}`);
    else if (values.length > 1 && !takesMany(flag))
      faults.push(`--${name} is given ${values.length} times but takes one value`);
    else setField(input, flag.field, valueOf(values, flag));
  }
  if (faults.length > 0) wrongUsage(command, faults);
  return input;
}

/** Rejects a command because of its arguments. */
export function wrongUsage(command: Command, faults: readonly string[]): never {
  return command.error(faults.map((fault) => `error: ${fault}`).join('\n'));
}

/** Faults of an input, named by the flags that set it. */
export function inFlags(faults: readonly InputFault[], flags: Flags): string[] {
  return faults.map(({ path, message }) => {
    const names = Object.entries(flags).flatMap(([name, { field }]) =>
      field === path || field === `filter.${path}` || within(field, path) || within(path, field) ? [`--${name}`] : [],
    );
    // A fault of the whole filter does not belong to each option.
    return `${names.length === 0 || names.length > 2 ? path : names.join(', ')} ${message}`;
  });
}

const within = (inner: string, outer: string): boolean => inner.startsWith(`${outer}.`);

/** Faults of the arguments that remain after the known options and their values. */
function faultsOfArguments(rest: readonly string[], flags: Flags): string[] {
  const faults: string[] = [];
  let valueOfUnknown = false;
  for (const argument of rest) {
    const isOption = argument.length > 1 && argument.startsWith('-');
    if (isOption && argument !== '--') faults.push(faultOfOption(argument, flags));
    else if (!isOption && !valueOfUnknown)
      faults.push(`'${argument}' is not an option: options begin with --, and text with spaces needs quotes`);
    valueOfUnknown = isOption && !argument.includes('=');
  }
  return faults;
}

function faultOfOption(argument: string, flags: Flags): string {
  const [option = argument] = argument.split('=');
  const name = option.replace(/^-+/, '');
  if (option === `--${name}` && Object.hasOwn(flags, name)) return `${option} takes no value`;
  const near = closestName(name, Object.keys(flags));
  return `unknown option '${option}'${near === undefined ? '' : `\n(Did you mean --${near}?)`}`;
}

function valueOf(values: readonly string[], flag: Flag): unknown {
  const all = flag.kind === 'words' ? values.flatMap((value) => value.split(',').map((part) => part.trim())) : values;
  // Text that is not a number is left to the validation of the input, which says what is allowed.
  const read = isNumber(flag) ? all.map((text) => (/^\d+$/.test(text) ? Number(text) : text)) : all;
  return takesMany(flag) ? read : read[0];
}

const isNumber = ({ kind }: Flag): boolean => kind === 'number' || kind === 'numbers';
const takesMany = ({ kind }: Flag): boolean => kind === 'list' || kind === 'numbers' || kind === 'words';

function setField(input: Record<string, unknown>, field: string, value: unknown): void {
  const names = field.split('.');
  const last = names.pop() ?? '';
  let inner = input;
  for (const name of names) inner = (inner[name] ??= {}) as Record<string, unknown>;
  inner[last] = value;
}
