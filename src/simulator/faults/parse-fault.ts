import { ControlError } from '../control/control-error.js';
import { errorKinds, errorTable, type ErrorKind } from '../errors/error-table.js';
import { isRecord } from '../json.js';
import { choice, flag, headers, integer, names, object, textOrNumber } from './fault-fields.js';
import {
  afterOnly,
  faultKinds,
  faultOperations,
  faultTimes,
  retryAfterForms,
  withoutAnswer,
  type Fault,
  type FaultKind,
} from './fault.js';

type Input = Record<string, unknown>;

/** The fields, and the faults that they belong to; undefined: to any. */
const fields: Readonly<Record<keyof Fault, readonly FaultKind[] | undefined>> = {
  operation: undefined,
  fault: undefined,
  job: undefined,
  skip: undefined,
  status: undefined,
  error: ['error'],
  headers: undefined,
  body: undefined,
  delayMs: undefined,
  when: undefined,
  effectAfterMs: withoutAnswer,
  times: undefined,
  retryAfterSeconds: undefined,
  retryAfter: ['throttle'],
  retryAfterForm: undefined,
  hiddenMs: undefined,
  pieces: ['slowBody'],
  rows: ['rows'],
  made: ['rows'],
  sameRow: ['rows'],
  set: ['change'],
  remove: ['change'],
  instead: ['otherJob'],
};

const longestMs = 600_000;
const usualStatus: Partial<Record<FaultKind, number>> = { text: 502, throttle: 429 };

/** Checks a fault as it comes from a test or from the wire, and fills in the defaults. */
export function parseFault(input: unknown): Fault {
  if (!isRecord(input))
    throw new ControlError('A fault must be a JSON object such as {"operation":"StartJobs","fault":"drop"}.');
  const unknownField = Object.keys(input).find((name) => !Object.hasOwn(fields, name));
  if (unknownField !== undefined) {
    const known = Object.keys(fields).join(', ');
    throw new ControlError(`"${unknownField}" is not a field of a fault; the fields are ${known}.`);
  }
  const fault = choice(input, 'fault', faultKinds);
  checkFields(input, fault);
  const error = fault === 'error' ? choice(input, 'error', errorKinds) : undefined;
  const slow = fault === 'delay' || fault === 'slowBody';
  return {
    operation: choice(input, 'operation', faultOperations),
    fault,
    skip: integer(input, 'skip', { least: 0, most: 1_000_000, needed: false, otherwise: 0 }),
    status: integer(input, 'status', {
      least: 200,
      most: 599,
      needed: fault === 'status',
      otherwise: error === undefined ? (usualStatus[fault] ?? 200) : errorTable[error].status,
    }),
    headers: headers(input.headers),
    body: input.body,
    delayMs: integer(input, 'delayMs', { least: 0, most: longestMs, needed: slow, otherwise: 0 }),
    when: timeOf(input, fault),
    times: integer(input, 'times', { least: 1, most: 1_000_000, needed: false, otherwise: 1 }),
    retryAfterSeconds: integer(input, 'retryAfterSeconds', { least: 0, most: 86_400, needed: false, otherwise: 5 }),
    retryAfterForm: choice(input, 'retryAfterForm', retryAfterForms, 'seconds'),
    hiddenMs: integer(input, 'hiddenMs', { least: 0, most: longestMs, needed: fault === 'hide', otherwise: 0 }),
    ...optionalFields(input, error),
  };
}

type Optional = Partial<
  Pick<
    Fault,
    | 'error'
    | 'job'
    | 'effectAfterMs'
    | 'retryAfter'
    | 'pieces'
    | 'rows'
    | 'made'
    | 'sameRow'
    | 'set'
    | 'remove'
    | 'instead'
  >
>;

/** Fields that a fault lacks unless they are given. */
function optionalFields(input: Input, error: ErrorKind | undefined): Optional {
  const whole = (name: string, least: number, most: number): number | undefined =>
    input[name] === undefined ? undefined : integer(input, name, { least, most, needed: false, otherwise: least });
  return given({
    error,
    job: textOrNumber(input, 'job')?.toLowerCase(),
    effectAfterMs: whole('effectAfterMs', 0, longestMs),
    retryAfter: textOrNumber(input, 'retryAfter'),
    pieces: whole('pieces', 1, 10_000),
    rows: whole('rows', 0, 10_000),
    made: whole('made', 0, 10_000),
    sameRow: flag(input, 'sameRow'),
    set: object(input, 'set'),
    remove: names(input, 'remove'),
    instead: textOrNumber(input, 'instead')?.toLowerCase(),
  });
}

function given(values: { [Name in keyof Optional]: Optional[Name] | undefined }): Optional {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function checkFields(input: Input, fault: FaultKind): void {
  for (const [name, kinds] of Object.entries(fields)) {
    if (input[name] === undefined || kinds === undefined || kinds.includes(fault)) continue;
    const listed = kinds.map((kind) => `"${kind}"`).join(', ');
    throw new ControlError(`"${name}" belongs to the fault${kinds.length > 1 ? 's' : ''} ${listed} only.`);
  }
  if (fault === 'otherJob' && input.operation !== 'Jobs.get')
    throw new ControlError('The fault "otherJob" belongs to the operation Jobs.get only.');
  if (input.retryAfter !== undefined && input.retryAfterForm === 'date')
    throw new ControlError('"retryAfter" is sent as it is, so "retryAfterForm" cannot be date.');
}

function timeOf(input: Input, fault: FaultKind): Fault['when'] {
  const onlyAfter = afterOnly.includes(fault) || input.effectAfterMs !== undefined;
  const when = choice(input, 'when', faultTimes, onlyAfter ? 'after' : 'before');
  if (onlyAfter && when === 'before') throw new ControlError(`"when" must be after for the fault "${fault}".`);
  return when;
}
