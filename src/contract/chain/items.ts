import type { StepDefinition } from './definition.js';

/** Input of the workflow `runItems`, which does a step for each item; started by `runChain` only. */
export interface RunItemsInput {
  step: string;
  /** What is done for one item. */
  work: Omit<StepDefinition, 'needs' | 'when' | 'forEach' | 'compensate' | 'onFailure' | 'description'>;
  items: unknown[];
  /** What expressions read beside `item` and `index`. */
  scope: Record<string, unknown>;
  connection?: string;
  concurrency: number;
  /** Failed items that are let pass. */
  tolerated: number | 'all';
  /** Begin with the last item: what undoes goes backwards. */
  backwards?: boolean;
  /** Results of what is undone; expressions read them as `result`. */
  resultsToUndo?: unknown[];
  /** Where an earlier run of it, or one that is repaired, came to. */
  from?: ItemsState;
}

/** How far the items are. */
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
  /** `failed`: more items failed than are let pass. */
  ended: 'done' | 'failed' | 'cancelled';
}

/** What a step with forEach gives to later steps. */
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
