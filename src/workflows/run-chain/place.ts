import type { StepProgress } from '../../contract/chain/progress.js';

/** What expressions read. */
export type Scope = Readonly<Record<string, unknown>>;

/** Where an action runs, and what the UI calls it. */
export interface Place {
  workflowId: string;
  summary: string;
  /** Of jobs that name none. */
  connection?: string | undefined;
  /** Input of a repair, in place of the action's own. */
  override?: { input: unknown } | undefined;
}

export interface Performed {
  output: unknown;
  jobs?: StepProgress['jobs'];
  /** Why the output is not there although there was one. */
  omitted?: string;
  /** Who decided, of an approval. */
  decidedBy?: string;
}

/** Where a step runs. */
export interface StepPlace extends Place {
  /** What the update `approve` calls it. */
  name: string;
  maximumOutputCharacters: number;
  /** Tells what a person is asked, while somebody is. */
  asks: (message: string) => void;
}
