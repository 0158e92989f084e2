import type { Sent } from '../../contract/activities.js';

/** What an attempt leaves for the next one, as heartbeat details. */
export interface AttemptRecord {
  attempt: number;
  sent: Sent;
  /**
   * Set right before the attempt fails. Heartbeats are throttled and may be lost, so only a record sent with the
   * failure itself is reliable; without one the outcome is doubtful.
   */
  ended?: true;
  /** Time between the last start that the attempt wrote and its end. Unit: milliseconds. */
  sinceWriteMs?: number;
  /** Id of the file with the input arguments, once uploaded. All further attempts use it. */
  inputFile?: string;
}

/** What an attempt knows about earlier ones. */
export interface Past {
  sent: Sent;
  /** Whether an earlier request may still be waiting to be written. */
  inFlight: boolean;
  /** Least time between the last start that an earlier attempt wrote and this attempt. Unit: milliseconds. */
  sinceWriteMs: number;
}

export interface AttemptInfo {
  attempt: number;
  scheduledTimestampMs: number;
  currentAttemptScheduledTimestampMs: number;
  heartbeatDetails: unknown;
}

/** What earlier attempts of the same activity sent, as far as this attempt can know. */
export function pastOf(info: AttemptInfo): Past {
  const { attempt, heartbeatDetails } = info;
  // A reset of an activity restarts the count of attempts; the attempt before it may still be running.
  if (attempt === 1) {
    const reset = info.currentAttemptScheduledTimestampMs > info.scheduledTimestampMs;
    return { sent: reset ? 'doubtful' : 'nothing', inFlight: reset, sinceWriteMs: 0 };
  }
  // Only the record of the previous attempt counts: an older one cannot know what followed it.
  const record = heartbeatDetails as Partial<AttemptRecord> | undefined;
  if (record?.attempt !== attempt - 1 || record.ended !== true)
    return { sent: 'doubtful', inFlight: false, sinceWriteMs: 0 };
  const { sent = 'doubtful', sinceWriteMs } = record;
  return { sent, inFlight: false, sinceWriteMs: typeof sinceWriteMs === 'number' ? sinceWriteMs : 0 };
}

/** The id of the input file that an earlier attempt uploaded. */
export function inputFileBefore(details: unknown): string | undefined {
  const id = (details as Partial<AttemptRecord> | undefined)?.inputFile;
  return typeof id === 'string' ? id : undefined;
}
