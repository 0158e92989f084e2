import type { Job } from '../model/job.js';
import { optionalTimestamp } from '../timestamp.js';
import type { Row } from '../odata/entity-type.js';

const ofTheEnd = ['EndTime', 'Info', 'ErrorCode', 'JobError'];

/** A job as it was at some time: what lists show that come from a copy of the database. */
export function staleRow(row: Row, job: Job, at: number): Row {
  return (name) => {
    if (name === 'State') return job.history.findLast((change) => change.at <= at)?.state ?? 'Pending';
    if (name === 'StartTime') return optionalTimestamp(earlier(job.startedAt, at), job.id);
    return ofTheEnd.includes(name) && earlier(job.endedAt, at) === null ? null : row(name);
  };
}

function earlier(time: number | null, at: number): number | null {
  return time !== null && time <= at ? time : null;
}
