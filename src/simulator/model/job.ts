import type { JobState, StopStrategy } from './job-state.js';
import type { Folder } from './folder.js';
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

/** What a StartJobs call settles for each of its jobs. */
export interface JobOrder {
  readonly release: Release;
  readonly folder: Folder;
  readonly robot: Robot;
  readonly batchExecutionKey: string;
  readonly reference: string;
  readonly inputArguments: string | null;
  /** Fields of StartProcessDto that come back unchanged in JobDto, by their name on the wire. */
  readonly echoed: Readonly<Record<string, unknown>>;
}

/** A job as the state machine sees it. All times are milliseconds since 1970. */
export interface Job extends JobOrder {
  readonly id: number;
  readonly key: string;
  readonly createdAt: number;
  /** From then on lists show it; a single read always does. */
  readonly visibleAt: number;
  /** 1 for the first job of its release with exactly this input, 2 for the next, … */
  readonly attempt: number;
  state: JobState;
  stateSince: number;
  startedAt: number | null;
  runEndsAt: number;
  endedAt: number | null;
  resumedAt: number | null;
  resumeVersion: number;
  resumeInput: string | null;
  stopStrategy: StopStrategy | null;
  outputArguments: string | null;
  info: string | null;
  error: JobError | null;
  errorCode: string | null;
}
