import type { InputFault } from '../shared/input-fault.js';
import { parseArgs } from 'node:util';
import { closestName } from '../shared/near-names.js';

export interface Flag {
  /** Dotted place of its value in the input that the flags make. */
  field: string;
  what: string;
  /** `text` unless told otherwise. `list`: may be repeated; `words`: a list that also takes commas. */
  kind?: 'text' | 'number' | 'list' | 'numbers' | 'words' | 'switch';
}
export type Flags = Readonly<Record<string, Flag>>;

/** What the caller must put right. Its message names every fault, and no stack is shown. */
export class CommandError extends Error {}

/** Reads `--name value` into the input object that the same words would make in JSON. */
export function readFlags(args: readonly string[], flags: Flags): Record<string, unknown> {
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, { kind }]) => [
      name,
      { type: kind === 'switch' ? 'boolean' : 'string' } as const,
    ]),
  );
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true, allowPositionals: true });
  const input: Record<string, unknown> = {};
  const faults: string[] = [];
  const given = new Map<string, { flag: Flag; values: string[] }>();
  let valueOfUnknown = false;
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    const before = valueOfUnknown;
    valueOfUnknown = false;
    if (token.kind === 'positional') {
      if (!before)
        faults.push(`'${token.value}' stands alone: options begin with --, and a text with spaces needs quotes`);
      continue;
    }
    const flag = Object.hasOwn(flags, token.name) ? flags[token.name] : undefined;
    if (!flag) {
      faults.push(`${token.rawName} is no option here${hint(token.name, flags)}`);
      valueOfUnknown = token.value === undefined;
    } else if (flag.kind === 'switch') setField(input, flag.field, true);
    else if (token.value === undefined || token.value === '')
      faults.push(`--${token.name} needs a value: ${flag.what}`);
    else given.set(token.name, { flag, values: [...(given.get(token.name)?.values ?? []), token.value] });
  }
  for (const [name, { flag, values }] of given) {
    if (values.length > 1 && !takesMany(flag))
      faults.push(`--${name} is given ${values.length} times, and takes one value`);
    else setField(input, flag.field, valueOf(values, flag));
  }
  if (faults.length > 0) throw new CommandError(faults.join('\n'));
  return input;
}

/** Faults of an input, in the words of the flags that made it. */
export function inFlags(faults: readonly InputFault[], flags: Flags): CommandError {
  const lines = faults.map(({ path, message }) => {
    const names = Object.entries(flags).flatMap(([name, { field }]) =>
      field === path || field === `filter.${path}` || within(field, path) || within(path, field) ? [`--${name}`] : [],
    );
    // A fault of the whole filter is not that of each option.
    return `${names.length === 0 || names.length > 2 ? path : names.join(', ')} ${message}`;
  });
  return new CommandError(lines.join('\n'));
}

const within = (inner: string, outer: string): boolean => inner.startsWith(`${outer}.`);

/** The flags as lines of a help text. */
export function describeFlags(flags: Flags): string {
  const width = Math.max(...Object.keys(flags).map((name) => name.length)) + 4;
  return Object.entries(flags)
    .map(([name, { what }]) => `  ${`--${name}`.padEnd(width)}${what}`)
    .join('\n');
}

function hint(name: string, flags: Flags): string {
  const near = closestName(name, Object.keys(flags));
  return near === undefined ? '; --help lists them' : `; did you mean --${near}?`;
}

function valueOf(values: readonly string[], flag: Flag): unknown {
  const { kind } = flag;
  const all = kind === 'words' ? values.flatMap((value) => value.split(',').map((part) => part.trim())) : values;
  // What is no number is left to the check of the input, which says what would be right.
  const read =
    kind === 'number' || kind === 'numbers' ? all.map((text) => (/^\d+$/.test(text) ? Number(text) : text)) : all;
  return takesMany(flag) ? read : read[0];
}

const takesMany = ({ kind }: Flag): boolean => kind === 'list' || kind === 'numbers' || kind === 'words';

function setField(input: Record<string, unknown>, field: string, value: unknown): void {
  const names = field.split('.');
  const last = names.pop() ?? '';
  let inner = input;
  for (const name of names) inner = (inner[name] ??= {}) as Record<string, unknown>;
  inner[last] = value;
}
