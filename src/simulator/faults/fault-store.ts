import type { OperationName } from '../operation-names.js';
import type { Fault, FaultOperation } from './fault.js';

/** Pending faults. For one operation they apply in the order they were added. */
export class FaultStore {
  #faults: Fault[] = [];

  add(fault: Fault): void {
    this.#faults.push(fault);
  }

  /** The fault that applies to this call, if any; counts it. `jobs` are the IDs and keys that the call names. */
  take(operation: OperationName, jobs: readonly string[] = []): Fault | undefined {
    let struck: Fault | undefined;
    this.#faults = this.#faults.flatMap((fault) => {
      const fits = concerns(fault.operation, operation) && (fault.job === undefined || jobs.includes(fault.job));
      if (struck !== undefined || !fits) return [fault];
      if (fault.skip > 0) return [{ ...fault, skip: fault.skip - 1 }];
      struck = fault;
      return fault.times > 1 ? [{ ...fault, times: fault.times - 1 }] : [];
    });
    return struck;
  }

  /** Whether any of them asks for a job. */
  hasJobs(): boolean {
    return this.#faults.some(({ job }) => job !== undefined);
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
