import type { Sent } from '../../contract/activities.js';

/** What an attempt leaves for the next one, as heartbeat details. */
export interface AttemptRecord {
  attempt: number;
  sent: Sent;
  /** Id of the file with the input arguments, once it was sent. It serves all further attempts. */
  inputFile?: string;
}

/**
 * What earlier attempts sent, as far as this one can know. Only the record of the attempt right before it counts:
 * a dead worker leaves none, and an older one says nothing of what came after it.
 */
export function sentBefore(attempt: number, details: unknown): Sent {
  if (attempt === 1) return 'nothing';
  const record = details as Partial<AttemptRecord> | undefined;
  return record?.attempt === attempt - 1 && (record.sent === 'nothing' || record.sent === 'refused')
    ? record.sent
    : 'doubtful';
}

/** The file that an earlier attempt sent for the input. */
export function inputFileBefore(details: unknown): string | undefined {
  const id = (details as Partial<AttemptRecord> | undefined)?.inputFile;
  return typeof id === 'string' ? id : undefined;
}
