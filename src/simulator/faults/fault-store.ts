import type { OperationName } from '../operation-names.js';
import type { Fault, FaultOperation } from './fault.js';

/** Faults still to come. For one operation they strike in the order they were added. */
export class FaultStore {
  #faults: Fault[] = [];

  add(fault: Fault): void {
    this.#faults.push(fault);
  }

  /** The fault that strikes this call, if any; counts it. */
  take(operation: OperationName): Fault | undefined {
    const fault = this.#faults.find((candidate) => concerns(candidate.operation, operation));
    if (fault === undefined) return undefined;
    const rest = fault.times > 1 ? [{ ...fault, times: fault.times - 1 }] : [];
    this.#faults = this.#faults.flatMap((candidate) => (candidate === fault ? rest : [candidate]));
    return fault;
  }

  all(): Fault[] {
    return [...this.#faults];
  }

  clear(): void {
    this.#faults = [];
  }
}

export function concerns(wanted: FaultOperation, operation: OperationName): boolean {
  return wanted === '*' || wanted === operation || operation.startsWith(`${wanted}.`);
}
