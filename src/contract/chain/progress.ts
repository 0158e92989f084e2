import type { StepKind } from './definition.js';

export type OnFailure = 'compensate' | 'pause' | 'ignore';

/** States of a step. The first four may still change; the last three belong to a chain that undoes what it did. */
export const stepStates = [
  'waiting',
  'running',
  'needsRepair',
  'undoing',
  'done',
  'skipped',
  'failed',
  'undone',
  'notUndone',
] as const;
export type StepState = (typeof stepStates)[number];

/** Items of a step with forEach. */
export interface ItemCounts {
  total: number;
  done: number;
  failed: number;
}

/** What is known of a step. Times are ISO 8601, UTC. */
export interface StepProgress {
  name: string;
  kind: StepKind;
  state: StepState;
  startedAt?: string;
  endedAt?: string;
  /** 1 for the first; each repair by retry adds one. */
  attempts?: number;
  /** The child run of the step: it shows what the job is doing, and takes decisions on approvals of items. */
  workflowId?: string;
  /** Its jobs, known at its end. */
  jobs?: { id: number | string; key: string; state: string; link?: string }[];
  items?: ItemCounts;
  /** Why it failed, waits for repair, or could not be undone. */
  error?: { type: string; message: string };
  /** Who decided on it: an approval or a repair. */
  decidedBy?: string;
}

/** Answer of the query `progress`, and of each update of a chain. */
export interface ChainProgress {
  chain: string;
  /** What the chain is doing, in a few words. */
  activity: string;
  paused: boolean;
  /** Whole percent of the steps that have ended; items count as parts of their step. */
  percent: number;
  /** In the order of the definition. */
  steps: StepProgress[];
  /** Steps that wait for the update `approve`. */
  approvals: string[];
}

/** What the update `repair` takes. */
export interface RepairRequest {
  step: string;
  action: 'retry' | 'retryWith' | 'skip' | 'complete' | 'abort';
  /** With `retryWith`: the input in place of the step's. */
  input?: unknown;
  /** With `complete`: what the step gives. */
  output?: unknown;
  /** Who repairs. */
  by?: string;
  comment?: string;
}

/** Names of the queries and updates of `runChain`, the same for every SDK. */
export const chainMessageNames = {
  progress: 'progress',
  approve: 'approve',
  repair: 'repair',
  pause: 'pause',
  resume: 'resume',
} as const;
