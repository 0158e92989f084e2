import type { ReadingTable } from './readings.js';
import type { StepDefinition } from './definition.js';

/** Input of the workflow `runItems`, which runs a step for each item; only `runChain` starts it. */
export interface RunItemsInput {
  step: string;
  /** The action for one item. */
  work: Omit<StepDefinition, 'needs' | 'when' | 'forEach' | 'compensate' | 'onFailure' | 'description'>;
  items: unknown[];
  /** What expressions read beside `item` and `index`. */
  scope: Readonly<Record<string, unknown>>;
  /** What the expressions of the output of `work` read. */
  reads: ReadingTable;
  connection?: string;
  concurrency: number;
  /** Number of failed items to tolerate. */
  tolerated: number | 'all';
  /** Start with the last item: compensation runs backwards. */
  backwards?: boolean;
  /** Results of what is undone; expressions read them as `result`. */
  resultsToUndo?: unknown[];
  /** The progress of an earlier run, after continue-as-new or for a repair. */
  from?: ItemsState;
}

/** Progress of the items. */
export interface ItemsState {
  /** The state of each item; item-states.ts reads and writes it. */
  letters: string;
  /** Outputs in the order of the items; null where there is none. */
  results: unknown[];
  /** The first failures, in the order of their time. */
  failures: ItemFailure[];
  /** Outputs that were not kept because they are too large together. */
  omitted: number;
  paused?: boolean;
}

export interface ItemFailure {
  index: number;
  type: string;
  message: string;
}

export interface RunItemsResult extends ItemsState {
  /** `failed`: more items failed than are tolerated. */
  ended: 'done' | 'failed' | 'cancelled';
}

/** Output of a step with forEach. */
export interface ItemsOutput {
  count: number;
  succeeded: number;
  failed: number;
  /** In the order of the items. */
  results: unknown[];
  failures: ItemFailure[];
}

/** Signals between `runChain` and `runItems`. */
export const itemsSignals = { pause: 'pauseItems', resume: 'resumeItems', counts: 'itemCounts' } as const;
