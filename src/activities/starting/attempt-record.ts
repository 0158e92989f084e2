import type { Sent } from '../../contract/activities.js';

/** What an attempt leaves for the next one, as heartbeat details. */
export interface AttemptRecord {
  attempt: number;
  sent: Sent;
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
