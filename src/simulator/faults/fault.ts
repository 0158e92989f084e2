import { operationNames, type OperationName } from '../operation-names.js';
import type { ErrorKind } from '../errors/error-table.js';

export const faultKinds = [
  'status',
  'error',
  'throttle',
  'text',
  'html',
  'drop',
  'delay',
  'slowBody',
  'truncate',
  'hide',
  'rows',
  'change',
  'otherJob',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** These show in the answer of an operation that has taken effect, so they cannot come before it. */
export const afterOnly: readonly FaultKind[] = ['slowBody', 'truncate', 'hide', 'rows', 'change', 'otherJob'];

/** These hide the answer, so that the caller does not learn when, or whether, the operation takes effect. */
export const withoutAnswer: readonly FaultKind[] = ['status', 'error', 'throttle', 'text', 'html', 'drop'];

export const faultTimes = ['before', 'after'] as const;
export const retryAfterForms = ['seconds', 'date', 'body', 'both'] as const;

type Area<Name> = Name extends `${infer First}.${string}` ? First : never;

/** An operation, a whole area such as `Folders` (all operations that begin with it), or `*`, every one. */
export type FaultOperation = OperationName | Area<OperationName> | '*';

const areas = operationNames.filter((name) => name.includes('.')).map((name) => name.split('.')[0] ?? name);
export const faultOperations = ['*', ...operationNames, ...new Set(areas)] as readonly FaultOperation[];

/** A failure of the next `times` calls of an operation. */
export interface Fault {
  readonly operation: FaultOperation;
  /**
   * `status`, `error` (one of the error table) and `throttle` (429) answer as Orchestrator; `text` and `html` as a
   * gateway in front of it; `drop` cuts the connection; `delay` is slow, then answers as usual; `slowBody` sends
   * headers at once and the body over `delayMs`; `truncate` cuts the connection in mid-body; `hide` only hides jobs;
   * `rows` answers with other rows than there should be; `change` changes fields; `otherJob` gives another job's row.
   */
  readonly fault: FaultKind;
  /** Affects only calls that name this job: its ID or its key, as text. */
  readonly job?: string;
  /** How many matching calls pass before the fault applies. */
  readonly skip: number;
  /** 200 … 599. Needed by `status`; `html` has 200 without it and `text` 502. */
  readonly status: number;
  /** Needed by `error`: the name of an entry of the error table. */
  readonly error?: ErrorKind;
  readonly headers: Readonly<Record<string, string>>;
  /** Text is sent as it is, anything else as JSON; undefined gives a fitting body. */
  readonly body: unknown;
  /** Needed by `delay` and `slowBody`; others come so much later with it. In real time. */
  readonly delayMs: number;
  /** `after`: the operation has taken effect, but the caller does not learn it. */
  readonly when: (typeof faultTimes)[number];
  /** The operation takes effect only so long after the call came, on the simulator's clock. */
  readonly effectAfterMs?: number;
  readonly times: number;
  /** Of `throttle`; default 5. */
  readonly retryAfterSeconds: number;
  /** Of `throttle`: replaces the seconds and is sent as it is. In a body, a text that is a JSON number is a number. */
  readonly retryAfter?: string;
  /** Of `throttle`: the header in seconds or as a date, `retry_after` in the body as an edge server has it, or both. */
  readonly retryAfterForm: (typeof retryAfterForms)[number];
  /** Jobs that the struck call starts are missing from lists for so long, on the simulator's clock. */
  readonly hiddenMs: number;
  /** Of `slowBody`: in how many pieces the body comes; default 10. */
  readonly pieces?: number;
  /** Of `rows`: how many rows the answer has; default as many as there are. */
  readonly rows?: number;
  /** Of `rows` on StartJobs: how many jobs are made; default as many as asked for. */
  readonly made?: number;
  /** Of `rows`: each row is the first one. */
  readonly sameRow?: boolean;
  /** Of `change`: fields of each row and their values. */
  readonly set?: Readonly<Record<string, unknown>>;
  /** Of `change`: fields that each row lacks. */
  readonly remove?: readonly string[];
  /** Of `otherJob`: the job, of the same folder, whose row comes instead; default the newest other one. */
  readonly instead?: string;
}

/** What `addFault` and `POST /_sim/faults` take; `when` defaults to before where that is possible, `times` to 1. */
export type FaultInput = Pick<Fault, 'operation' | 'fault'> &
  Partial<Omit<Fault, 'job' | 'instead' | 'retryAfter'>> & {
    readonly job?: string | number;
    readonly instead?: string | number;
    readonly retryAfter?: string | number;
  };
