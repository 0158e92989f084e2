import type { Sent } from '../../contract/activities.js';

/** What an attempt leaves for the next one, as heartbeat details. */
export interface AttemptRecord {
  attempt: number;
  sent: Sent;
  /**
   * Set right before the attempt fails. Heartbeats are throttled and may be lost, so only what comes with the failure
   * itself says what was sent: all else is doubtful.
   */
  ended?: true;
  /** How long before its end the attempt last wrote a start. Unit: milliseconds. */
  sinceWriteMs?: number;
  /** Id of the file with the input arguments, once it was sent. It serves all further attempts. */
  inputFile?: string;
}

/** What an attempt knows of the past. */
export interface Past {
  sent: Sent;
  /** Whether an earlier call may still be on its way to being written. */
  inFlight: boolean;
  /** How long before this attempt an earlier one last wrote a start, at least. Unit: milliseconds. */
  sinceWriteMs: number;
}

export interface AttemptInfo {
  attempt: number;
  scheduledTimestampMs: number;
  currentAttemptScheduledTimestampMs: number;
  heartbeatDetails: unknown;
}

/** What earlier attempts of the same task sent, as far as this one can know. */
export function pastOf(info: AttemptInfo): Past {
  const { attempt, heartbeatDetails } = info;
  // A reset of an activity counts its attempts anew; the attempt before it may still be at work.
  if (attempt === 1) {
    const reset = info.currentAttemptScheduledTimestampMs > info.scheduledTimestampMs;
    return { sent: reset ? 'doubtful' : 'nothing', inFlight: reset, sinceWriteMs: 0 };
  }
  // Only the record of the attempt right before counts: an older one says nothing of what came after it.
  const record = heartbeatDetails as Partial<AttemptRecord> | undefined;
  if (record?.attempt !== attempt - 1 || record.ended !== true)
    return { sent: 'doubtful', inFlight: false, sinceWriteMs: 0 };
  const { sent = 'doubtful', sinceWriteMs } = record;
  return { sent, inFlight: false, sinceWriteMs: typeof sinceWriteMs === 'number' ? sinceWriteMs : 0 };
}

/** The file that an earlier attempt sent for the input. */
export function inputFileBefore(details: unknown): string | undefined {
  const id = (details as Partial<AttemptRecord> | undefined)?.inputFile;
  return typeof id === 'string' ? id : undefined;
}
