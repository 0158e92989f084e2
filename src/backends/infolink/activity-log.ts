import type { Activity, InfoLinkClient } from './types.js';

/** The log knows no filter by job and no pages. */
const recordsRead = 1_000;
/** The default of `limit`. The documents name no greatest one: this many records may be all that InfoLink gives. */
const surelyAllBelow = 100;

/** `unseen`: the whole log does not show it. `unknown`: it may be beyond what was read. */
export type LoggedState = 'running' | 'ended' | 'unseen' | 'unknown';

/** The activity log, read once for all jobs that are looked at within a moment. */
export class ActivityLog {
  private readonly reads = new Map<string, { at: number; records: Promise<Activity[]> }>();

  constructor(
    private readonly client: Pick<InfoLinkClient, 'activityLog'>,
    /** How old what was read may be; milliseconds. */
    private readonly maximumAgeMs: number,
  ) {}

  /** `fresh`: as of now, however short the last read is ago. */
  async stateOf(appId: string, jobId: string, fresh = false): Promise<LoggedState> {
    const records = await this.read(appId, fresh);
    // Of several runs of one id, one that runs is enough.
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
    // What failed is nobody's answer but that of those who asked.
    records.catch(() => this.reads.delete(appId));
    return records;
  }
}
