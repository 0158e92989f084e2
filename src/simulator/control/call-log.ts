import type { OperationName } from '../operation-names.js';

/** One request as the simulator saw it. Headers and bodies are never kept: they may hold secrets. */
export interface SimulatorCall {
  /** ISO time on the simulator's clock. */
  readonly time: string;
  /** Null for addresses without an operation. */
  readonly operation: OperationName | null;
  readonly method: string;
  readonly path: string;
  /** The `$…` options of the query, decoded. */
  readonly query: Readonly<Record<string, string>>;
  /** As the caller got it; null if the connection was dropped. */
  readonly status: number | null;
  readonly durationMs: number;
}

const maximumCalls = 100_000;

/** The latest calls, oldest first. */
export class CallLog {
  #calls: SimulatorCall[] = [];
  #count = 0;

  constructor(private readonly log: (call: SimulatorCall) => void) {}

  record(call: SimulatorCall): void {
    this.#calls.push(call);
    this.#count += 1;
    if (this.#calls.length > maximumCalls) this.#calls = this.#calls.slice(-maximumCalls / 2);
    this.log(call);
  }

  /** How many calls there were since the start. */
  count(): number {
    return this.#count;
  }

  all(): SimulatorCall[] {
    return [...this.#calls];
  }

  clear(): void {
    this.#calls = [];
  }
}
