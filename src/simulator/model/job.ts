import type { Folder } from './folder.js';
import type { StopStrategy } from './job-state.js';
import type { Release } from './release.js';
import type { Robot } from './robot.js';

export interface JobError {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly category: string;
  readonly status: number;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
}

/** One state that a job entered: a known one, or whatever it was put into. */
export interface StateChange {
  readonly state: string;
  readonly at: number;
  readonly stopStrategy: StopStrategy | null;
}

/** What a StartJobs call settles for each of its jobs. */
export interface JobOrder {
  readonly release: Release;
  readonly folder: Folder;
  /** Any of these may take it. */
  readonly robots: readonly Robot[];
  readonly batchExecutionKey: string;
  readonly reference: string;
  readonly inputArguments: string | null;
  /** What the process works on: the input arguments, or the content of the input file. */
  readonly input: string | null;
  /** Fields of StartProcessDto that come back unchanged in JobDto, by their name on the wire. */
  readonly echoed: Readonly<Record<string, unknown>>;
}

/** A job as the state machine sees it. All times are milliseconds since 1970. */
export interface Job extends JobOrder {
  readonly id: number;
  readonly key: string;
  readonly createdAt: number;
  /** From then on lists show it; a single read always does. */
  visibleAt: number;
  /** 1 for the first job of its release with exactly this input, 2 for the next, … */
  readonly attempt: number;
  /** Every state so far, the present one last. */
  readonly history: StateChange[];
  /** One of the known states, or any text that a test has put the job into. */
  state: string;
  stateSince: number;
  /** Its robots are all busy. */
  waitsForRobot: boolean;
  /** The one that ran it last; null before the first run. */
  robot: Robot | null;
  startedAt: number | null;
  runEndsAt: number;
  endedAt: number | null;
  resumedAt: number | null;
  resumeVersion: number;
  resumeInput: string | null;
  stopStrategy: StopStrategy | null;
  outputArguments: string | null;
  /** Id of the attachment that holds the output. */
  outputFile: string | null;
  info: string | null;
  /** `empty`: an object without fields, as in all public recordings of real jobs. */
  error: JobError | 'empty' | null;
  errorCode: string | null;
}
