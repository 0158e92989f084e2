/** What a waiting workflow cares about: each phase has its own deadline. */
export const JobPhase = { pending: 'pending', running: 'running', suspended: 'suspended', final: 'final' } as const;
export type JobPhase = (typeof JobPhase)[keyof typeof JobPhase];

/**
 * States of a job with their phases, in Orchestrator's words and in the order of its numbers (0 to 8).
 * A server may know more (newer releases add values), so wire values are kept as strings: see {@link phaseOf}.
 */
const statePhases = {
  Pending: 'pending',
  Running: 'running',
  Stopping: 'running',
  Terminating: 'running',
  Faulted: 'final',
  Successful: 'final',
  Stopped: 'final',
  Suspended: 'suspended',
  Resumed: 'pending',
} as const satisfies Record<string, JobPhase>;

export type JobState = keyof typeof statePhases;
/** The states by their numbers. */
export const jobStates = Object.keys(statePhases) as JobState[];
export const JobState = Object.fromEntries(jobStates.map((state) => [state, state])) as {
  readonly [State in JobState]: State;
};
export const finalStates = jobStates.filter((state) => statePhases[state] === 'final');

/** A final state of ours, beside those of Orchestrator: the back end no longer runs the job, and yet it has no end. */
export const lostState = 'Lost';

/** A final state of ours: somebody deleted the job. */
export const deletedState = 'Deleted';

const phases: Readonly<Record<string, JobPhase>> = { ...statePhases, [lostState]: 'final', [deletedState]: 'final' };

/**
 * The phase of a job. A state that we do not know is an end when the job has an end time, and never a success; without
 * one the job goes on.
 */
export function phaseOf({ state, endTime }: { state: string; endTime?: string | undefined }): JobPhase {
  const known = Object.hasOwn(phases, state) ? phases[state] : undefined;
  return known ?? (endTime === undefined ? JobPhase.running : JobPhase.final);
}

/** Why a job faulted, if the server reports it (`JobError`, cloud API 20; older servers give only `info`). */
export interface JobError {
  code?: string;
  title?: string;
  detail?: string;
  /** User, Deployment or System; other values are kept as they come. */
  category?: string;
}

/** Orchestrator numbers its jobs; other back ends have texts. */
export type JobId = number | string;

/** One execution on the back end, with the same fields whatever the vendor. Times are ISO 8601, UTC. */
export interface Job {
  /** Id by which a single job is read and stopped (Orchestrator `Id`, InfoLink `jobId`). */
  id: JobId;
  /** Global id (Orchestrator `Key`, a UUID; InfoLink `jobId`). */
  key: string;
  /** See {@link JobState}; unknown values are kept as they come. */
  state: string;
  /** Name of the release that ran. */
  process?: string;
  reference?: string;
  batchExecutionKey?: string;
  creationTime?: string;
  startTime?: string;
  endTime?: string;
  robot?: string;
  machine?: string;
  /** Text of the back end about the job; the stack of a fault. */
  info?: string;
  /** Orchestrator's short class of the fault, for example `Robot`. */
  errorCode?: string;
  error?: JobError;
  /** Link to the job for people. */
  link?: string;
}

/** Why an output is not in the result although the job made one. */
export interface OutputOmitted {
  /**
   * `inFile`: the back end keeps it as a file, which could not be fetched. `tooLarge`: larger than the history should
   * carry, and no destination could keep it. `lost`: the process declares an output, and the back end has none.
   */
  reason: 'inFile' | 'tooLarge' | 'lost';
  /** Attachment id of the file, with `inFile`. */
  file?: string;
  /** Size of the JSON text, with `tooLarge`. */
  bytes?: number;
  /** What went wrong. */
  message?: string;
}

/**
 * A job in a final state, with its output parsed from JSON (text that is not JSON stays text). A large output is
 * `{"$file": …}`, a reference to where it is kept.
 */
export interface FinishedJob extends Job {
  output?: unknown;
  outputOmitted?: OutputOmitted;
}
