import type { StepProgress } from '../../contract/chain/progress.js';
import type { IsLater } from './later-parts.js';
import type { ReadingTable } from '../../contract/chain/readings.js';

/** What expressions can read. */
export type Scope = Readonly<Record<string, unknown>>;

/** Where an action runs, and what the UI calls it. */
export interface Place {
  workflowId: string;
  summary: string;
  /** Connection of jobs that do not name one. */
  connection?: string | undefined;
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
  maximumOutputBytes: number;
  /** Called once the step has had its effect, so that it is undone if its output fails. */
  hasHappened: () => void;
  /** Evaluates expressions; they can also read what is in `more`. */
  evaluate: <T>(given: T, options?: { more?: Scope; later?: IsLater }) => Promise<T>;
  /** What the expressions of its `output` read. */
  reads: ReadingTable;
  /** Shows the question to a person while the step waits for an answer. */
  asks: (message: string) => void;
}
