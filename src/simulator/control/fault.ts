import type { OperationName } from '../http/route.js';

export const faultKinds = ['status', 'drop', 'html', 'delay'] as const;
export const faultTimes = ['before', 'after'] as const;

/** `Folders` and `Releases` mean both list and get. */
export type FaultOperation = OperationName | 'Folders' | 'Releases';

/** Something that is to go wrong in the next `times` calls of an operation. */
export interface Fault {
  readonly operation: FaultOperation;
  /** `drop` cuts the connection; `html` answers 200 with a page; `delay` is slow, then answers as usual. */
  readonly fault: (typeof faultKinds)[number];
  /** Of `status`: 100 … 599; `html` may have one too. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Text is sent as it is, anything else as JSON; undefined gives a fitting body. */
  readonly body: unknown;
  /** Of `delay`, in real time. */
  readonly delayMs: number;
  /** `after`: the operation has taken effect, but the caller does not learn it. */
  readonly when: (typeof faultTimes)[number];
  readonly times: number;
}

/** What `addFault` and `POST /_sim/faults` take; `when` defaults to before, `times` to 1. */
export type FaultInput = Pick<Fault, 'operation' | 'fault'> & Partial<Fault>;
