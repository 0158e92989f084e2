import { operationNames } from '../http/route.js';
import { isRecord } from '../json.js';
import { ControlError } from './control-error.js';
import { faultKinds, faultTimes, type Fault, type FaultOperation } from './fault.js';

const operations: readonly FaultOperation[] = [...operationNames, 'Folders', 'Releases'];
const fields = ['operation', 'fault', 'status', 'headers', 'body', 'delayMs', 'when', 'times'];

/** Checks a fault as it comes from a test or from the wire, and fills in the defaults. */
export function parseFault(input: unknown): Fault {
  if (!isRecord(input))
    throw new ControlError('A fault must be a JSON object such as {"operation":"StartJobs","fault":"drop"}.');
  const unknownField = Object.keys(input).find((name) => !fields.includes(name));
  if (unknownField !== undefined) {
    throw new ControlError(`"${unknownField}" is not a field of a fault; the fields are ${fields.join(', ')}.`);
  }
  const fault = choice(input, 'fault', faultKinds);
  return {
    operation: choice(input, 'operation', operations),
    fault,
    status: integer(input, 'status', { least: 200, most: 599, needed: fault === 'status', otherwise: 200 }),
    headers: headers(input.headers),
    body: input.body,
    delayMs: integer(input, 'delayMs', { least: 0, most: 600_000, needed: fault === 'delay', otherwise: 0 }),
    when: choice(input, 'when', faultTimes, 'before'),
    times: integer(input, 'times', { least: 1, most: 1_000_000, needed: false, otherwise: 1 }),
  };
}

function choice<T extends string>(
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

function integer(input: Record<string, unknown>, name: string, rule: IntegerRule): number {
  const value = input[name];
  if (value === undefined && !rule.needed) return rule.otherwise;
  if (typeof value === 'number' && Number.isInteger(value) && value >= rule.least && value <= rule.most) return value;
  const needed = rule.needed ? ` for the fault "${String(input.fault)}"` : '';
  throw new ControlError(`"${name}" must be a whole number from ${rule.least} to ${rule.most}${needed}.`);
}

function headers(value: unknown): Record<string, string> {
  if (value === undefined) return {};
  const wanted = '"headers" must be an object whose values are text or numbers, such as {"Retry-After":"5"}.';
  if (!isRecord(value)) throw new ControlError(wanted);
  return Object.fromEntries(
    Object.entries(value).map(([name, text]) => {
      const valid = typeof text === 'number' || (typeof text === 'string' && /^[\t\x20-\x7e]*$/.test(text));
      if (!valid || !/^[\w!#$%&'*+.^`|~-]+$/.test(name)) throw new ControlError(wanted);
      return [name, String(text)];
    }),
  );
}
