import { idFault } from '../../contract/bounded-id.js';
import { FailureType } from '../../contract/failure-types.js';
import { limits } from '../../contract/limits.js';
import { jsonBytes } from '../../shared/cut.js';
import { failure } from './failures.js';

/** Refuses data that Temporal would not take: the worker would retry its task for ever. */
export function refuseLargePayload(what: string, value: unknown): void {
  const bytes = jsonBytes(value);
  if (bytes > limits.payloadBytes)
    throw failure(
      FailureType.InvalidInput,
      `${what} has ${bytes} bytes of JSON; at most ${limits.payloadBytes}. Keep it in a destination and pass its reference`,
      {},
    );
}

/** Refuses names that Temporal would not take: the run would hang. */
export function refuseLongNames(names: Readonly<Record<string, string | undefined>>): void {
  for (const [path, name] of Object.entries(names)) {
    const fault = name === undefined ? undefined : idFault(name);
    if (fault !== undefined)
      throw failure(FailureType.InvalidInput, `${path} ${fault}`, { faults: [{ path, message: fault }] });
  }
}
