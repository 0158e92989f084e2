import type { StepProgress } from '../../contract/chain/progress.js';

/** What expressions can read. */
export type Scope = Readonly<Record<string, unknown>>;

/** Where an action runs, and what the UI calls it. */
export interface Place {
  workflowId: string;
  summary: string;
  /** Connection of jobs that do not name one. */
  connection?: string | undefined;
  /** Input from a repair that replaces the action's own. */
  override?: { input: unknown } | undefined;
}

export interface Performed {
  output: unknown;
  jobs?: StepProgress['jobs'];
  /** Why an output that existed was not kept. */
  omitted?: string;
  /** For an approval: the person who decided. */
  decidedBy?: string;
}

/** Where a step runs. */
export interface StepPlace extends Place {
  /** Its name in the update `approve`. */
  name: string;
  maximumOutputCharacters: number;
  /** Shows the question to a person while the step waits for an answer. */
  asks: (message: string) => void;
}
