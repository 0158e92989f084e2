import type { EvaluateInput, EvaluateResult } from '../contract/chain/evaluation.js';
import { type Allowance, EvaluatorProcess } from './evaluator-process.js';

export interface LaneOptions extends Allowance {
  /** Most processes at once. */
  processes: number;
  /** Whether an idle process stays for the next batch. One that is not kept gives all its memory back. */
  keep: boolean;
  /** Batches that may wait for a process; `LaneFull` refuses further ones. */
  waiting: number;
}

export class LaneFull extends Error {}

/** Runs batches in child processes with the same allowance: some at once, the others in the order of their arrival. */
export class Lane {
  private readonly processes = new Set<EvaluatorProcess>();
  private readonly idle: EvaluatorProcess[] = [];
  private readonly queue: ((closed?: Error) => void)[] = [];
  private busy = 0;
  private closed = false;

  constructor(private readonly options: LaneOptions) {}

  async evaluate(input: EvaluateInput): Promise<EvaluateResult> {
    await this.turn();
    let process: EvaluatorProcess | undefined;
    try {
      process = this.take();
      return await process.evaluate(input);
    } finally {
      this.giveBack(process);
    }
  }

  /** Ends all processes; batches that wait or are in work fail. */
  close(): void {
    this.closed = true;
    for (const process of this.processes) process.end();
    for (const wake of this.queue.splice(0)) wake(new Error('The worker shuts down'));
  }

  private async turn(): Promise<void> {
    if (this.closed) throw new Error('The worker shuts down');
    if (this.busy < this.options.processes) {
      this.busy += 1;
      return;
    }
    if (this.queue.length >= this.options.waiting) throw new LaneFull('Too many expressions wait for their evaluation');
    await new Promise<void>((resolve, reject) => {
      this.queue.push((error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  }

  private take(): EvaluatorProcess {
    const kept = this.idle.pop();
    if (kept?.alive) return kept;
    if (kept) this.processes.delete(kept);
    const process = new EvaluatorProcess(this.options);
    this.processes.add(process);
    return process;
  }

  /** Undefined: no process could be started. */
  private giveBack(process: EvaluatorProcess | undefined): void {
    if (process?.alive && this.options.keep && !this.closed) this.idle.push(process);
    else if (process) {
      process.end();
      this.processes.delete(process);
    }
    const next = this.queue.shift();
    if (next) next();
    else this.busy -= 1;
  }
}
