import type { OnFailure, StepState } from '../../contract/chain/progress.js';

/** What the plan knows about a step. */
export interface PlannedStep {
  readonly needs: readonly string[];
  readonly onFailure: OnFailure;
  /** Whether it has a compensation. */
  readonly undoable: boolean;
}

/** How an attempt of a step ended. `happened`: it may have had its effect or part of it. */
export type StepEnd = { kind: 'done' } | { kind: 'skipped' } | { kind: 'failed'; happened: boolean };
export type Repair = 'retry' | 'retryWith' | 'skip' | 'complete' | 'abort';

/**
 * Decides when each step starts, what a failure means, and what is undone in which order. Pure: callers report what
 * happened and ask what follows.
 */
export class Plan {
  private readonly states: Map<string, StepState>;
  /** Steps that have an effect to undo, oldest first. */
  private readonly effects: string[] = [];
  private stopped = false;

  constructor(private readonly steps: Readonly<Record<string, PlannedStep>>) {
    this.states = new Map(Object.keys(steps).map((name) => [name, 'waiting']));
  }

  stateOf(name: string): StepState {
    const state = this.states.get(name);
    if (!state) throw new RangeError(`there is no step '${name}'`);
    return state;
  }

  /** Steps to start now, in the order of the definition. */
  ready(): string[] {
    if (this.stopped) return [];
    const settled = (name: string): boolean => ['done', 'skipped', 'failed'].includes(this.stateOf(name));
    return this.inState('waiting').filter((name) => this.steps[name]?.needs.every(settled));
  }

  begin(name: string): void {
    this.move(name, ['waiting'], 'running');
  }

  /** Returns what follows: `stop` means to end the running steps and then undo. */
  end(name: string, end: StepEnd): 'goOn' | 'repair' | 'stop' {
    const onFailure = this.steps[name]?.onFailure;
    const pauses = end.kind === 'failed' && !this.stopped && onFailure === 'pause';
    this.move(name, ['running'], pauses ? 'needsRepair' : end.kind);
    if (end.kind === 'done' || (end.kind === 'failed' && end.happened)) this.remember(name);
    if (end.kind !== 'failed' || this.stopped) return 'goOn';
    if (pauses) return 'repair';
    if (onFailure === 'ignore') return 'goOn';
    this.stopped = true;
    return 'stop';
  }

  /** A person's answer to a step that needs repair. `retry` starts it again. */
  repair(name: string, repair: Repair): 'goOn' | 'stop' {
    const next = {
      retry: 'running',
      retryWith: 'running',
      skip: 'skipped',
      complete: 'done',
      abort: 'failed',
    } as const;
    this.move(name, ['needsRepair'], next[repair]);
    if (repair === 'complete') this.remember(name);
    if (repair !== 'abort') return 'goOn';
    this.stopped = true;
    return 'stop';
  }

  /** Starts no further steps; steps that wait for repair count as failed. */
  stop(): void {
    this.stopped = true;
    for (const name of this.inState('needsRepair')) this.states.set(name, 'failed');
  }

  /** Whether no step is running, waits for repair or could start. */
  get ended(): boolean {
    return (
      this.inState('running').length === 0 && this.inState('needsRepair').length === 0 && this.ready().length === 0
    );
  }

  /** The next step to undo, newest first; undefined if nothing is left. Call it only after all steps have ended. */
  nextToUndo(): string | undefined {
    const name = this.effects.pop();
    if (name !== undefined) this.states.set(name, 'undoing');
    return name;
  }

  undone(name: string, worked: boolean): void {
    this.move(name, ['undoing'], worked ? 'undone' : 'notUndone');
  }

  inState(state: StepState): string[] {
    return [...this.states].filter(([, current]) => current === state).map(([name]) => name);
  }

  private remember(name: string): void {
    if (!this.steps[name]?.undoable) return;
    const before = this.effects.indexOf(name);
    if (before >= 0) this.effects.splice(before, 1);
    this.effects.push(name);
  }

  private move(name: string, from: readonly StepState[], to: StepState): void {
    const state = this.stateOf(name);
    if (!from.includes(state)) throw new RangeError(`step '${name}' is ${state}, not ${from.join(' or ')}`);
    this.states.set(name, to);
  }
}
