import { ControlError } from '../control/control-error.js';
import { errorKinds, errorTable, type ErrorKind } from '../errors/error-table.js';
import { isRecord } from '../json.js';
import { choice, headers, integer } from './fault-fields.js';
import {
  afterOnly,
  faultKinds,
  faultOperations,
  faultTimes,
  retryAfterForms,
  type Fault,
  type FaultKind,
} from './fault.js';

const fields = [
  'operation',
  'fault',
  'status',
  'error',
  'headers',
  'body',
  'delayMs',
  'when',
  'times',
  'retryAfterSeconds',
  'retryAfterForm',
  'hiddenMs',
];

const longestMs = 600_000;
const usualStatus: Partial<Record<FaultKind, number>> = { text: 502, throttle: 429 };

/** Checks a fault as it comes from a test or from the wire, and fills in the defaults. */
export function parseFault(input: unknown): Fault {
  if (!isRecord(input))
    throw new ControlError('A fault must be a JSON object such as {"operation":"StartJobs","fault":"drop"}.');
  const unknownField = Object.keys(input).find((name) => !fields.includes(name));
  if (unknownField !== undefined) {
    throw new ControlError(`"${unknownField}" is not a field of a fault; the fields are ${fields.join(', ')}.`);
  }
  const fault = choice(input, 'fault', faultKinds);
  const error = errorOf(input, fault);
  const slow = fault === 'delay' || fault === 'slowBody';
  return {
    operation: choice(input, 'operation', faultOperations),
    fault,
    status: integer(input, 'status', {
      least: 200,
      most: 599,
      needed: fault === 'status',
      otherwise: error === undefined ? (usualStatus[fault] ?? 200) : errorTable[error].status,
    }),
    ...(error === undefined ? {} : { error }),
    headers: headers(input.headers),
    body: input.body,
    delayMs: integer(input, 'delayMs', { least: 0, most: longestMs, needed: slow, otherwise: 0 }),
    when: timeOf(input, fault),
    times: integer(input, 'times', { least: 1, most: 1_000_000, needed: false, otherwise: 1 }),
    retryAfterSeconds: integer(input, 'retryAfterSeconds', { least: 0, most: 86_400, needed: false, otherwise: 5 }),
    retryAfterForm: choice(input, 'retryAfterForm', retryAfterForms, 'seconds'),
    hiddenMs: integer(input, 'hiddenMs', { least: 0, most: longestMs, needed: fault === 'hide', otherwise: 0 }),
  };
}

function errorOf(input: Record<string, unknown>, fault: FaultKind): ErrorKind | undefined {
  if (fault === 'error') return choice(input, 'error', errorKinds);
  if (input.error === undefined) return undefined;
  throw new ControlError('"error" belongs to the fault "error" only.');
}

function timeOf(input: Record<string, unknown>, fault: FaultKind): Fault['when'] {
  const onlyAfter = afterOnly.includes(fault);
  const when = choice(input, 'when', faultTimes, onlyAfter ? 'after' : 'before');
  if (onlyAfter && when === 'before') throw new ControlError(`"when" must be after for the fault "${fault}".`);
  return when;
}
