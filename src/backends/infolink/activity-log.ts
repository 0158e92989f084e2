import type { Activity, InfoLinkClient } from './types.js';

/** The log supports neither a filter by job nor pages. */
const recordsRead = 1_000;
/** The default of `limit`. No maximum is documented: InfoLink may never return more records than this. */
const surelyAllBelow = 100;

/** `unseen`: the whole log does not show it. `unknown`: it may be beyond what was read. */
export type LoggedState = 'running' | 'ended' | 'unseen' | 'unknown';

/** The activity log, read once for all jobs that are polled at about the same time. */
export class ActivityLog {
  private readonly reads = new Map<string, { at: number; records: Promise<Activity[]> }>();

  constructor(
    private readonly client: Pick<InfoLinkClient, 'activityLog'>,
    /** Maximum age of a cached read, in milliseconds. */
    private readonly maximumAgeMs: number,
  ) {}

  /** `fresh`: read now, even if the last read was a moment ago. */
  async stateOf(appId: string, jobId: string, fresh = false): Promise<LoggedState> {
    const records = await this.read(appId, fresh);
    // If an ID has several runs, one that is running is enough.
    const own = records.filter((record) => record.jobId === jobId);
    if (own.some(({ actuallyRunning }) => actuallyRunning)) return 'running';
    if (own.length > 0) return 'ended';
    return records.length < surelyAllBelow ? 'unseen' : 'unknown';
  }

  private read(appId: string, fresh: boolean): Promise<Activity[]> {
    const last = this.reads.get(appId);
    if (last && !fresh && Date.now() - last.at < this.maximumAgeMs) return last.records;
    const records = this.client.activityLog(appId, recordsRead);
    this.reads.set(appId, { at: Date.now(), records });
    // A failed read is the answer only for the callers that waited for it.
    records.catch(() => this.reads.delete(appId));
    return records;
  }
}
