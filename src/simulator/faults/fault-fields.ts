import { ControlError } from '../control/control-error.js';
import { isRecord } from '../json.js';

export function choice<T extends string>(
  input: Record<string, unknown>,
  name: string,
  allowed: readonly T[],
  otherwise?: T,
): T {
  const value = input[name] ?? otherwise;
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new ControlError(`"${name}" must be one of ${allowed.join(', ')}.`);
  return found;
}

interface IntegerRule {
  readonly least: number;
  readonly most: number;
  readonly needed: boolean;
  readonly otherwise: number;
}

export function integer(input: Record<string, unknown>, name: string, rule: IntegerRule): number {
  const value = input[name];
  if (value === undefined && !rule.needed) return rule.otherwise;
  if (typeof value === 'number' && Number.isInteger(value) && value >= rule.least && value <= rule.most) return value;
  const needed = rule.needed ? ` for the fault "${String(input.fault)}"` : '';
  throw new ControlError(`"${name}" must be a whole number from ${rule.least} to ${rule.most}${needed}.`);
}

/** Text, or a number as text; undefined if it is absent. */
export function textOrNumber(input: Record<string, unknown>, name: string): string | undefined {
  const value = input[name];
  if (value === undefined) return undefined;
  if (typeof value === 'number' || (typeof value === 'string' && headerText.test(value))) return String(value);
  throw new ControlError(`"${name}" must be a number or printable text.`);
}

export function flag(input: Record<string, unknown>, name: string): boolean | undefined {
  const value = input[name];
  if (value === undefined || typeof value === 'boolean') return value;
  throw new ControlError(`"${name}" must be true or false.`);
}

export function object(input: Record<string, unknown>, name: string): Record<string, unknown> | undefined {
  const value = input[name];
  if (value === undefined || isRecord(value)) return value;
  throw new ControlError(`"${name}" must be an object.`);
}

export function names(input: Record<string, unknown>, name: string): string[] | undefined {
  const value = input[name];
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw new ControlError(`"${name}" must be a list of names.`);
}

const headerText = /^[\t\x20-\x7e]*$/;

export function headers(value: unknown): Record<string, string> {
  if (value === undefined) return {};
  const wanted = '"headers" must be an object whose values are text or numbers, such as {"Retry-After":"5"}.';
  if (!isRecord(value)) throw new ControlError(wanted);
  return Object.fromEntries(
    Object.entries(value).map(([name, text]) => {
      const valid = typeof text === 'number' || (typeof text === 'string' && headerText.test(text));
      if (!valid || !/^[\w!#$%&'*+.^`|~-]+$/.test(name)) throw new ControlError(wanted);
      return [name, String(text)];
    }),
  );
}
