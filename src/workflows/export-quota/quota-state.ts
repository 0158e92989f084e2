import type {
  ExportClaim,
  ExportOwner,
  FinishRequest,
  QuotaState,
  Reservation,
  ReserveRequest,
} from '../../contract/export-quota.js';

const dayMs = 24 * 3_600_000;

export const dayOf = (nowMs: number): string => new Date(nowMs).toISOString().slice(0, 10);

/** The next 00:00 UTC, when Orchestrator resets its count. */
export const midnightAfter = (nowMs: number): number => Math.floor(nowMs / dayMs) * dayMs + dayMs;

const same = (left: ExportOwner | undefined, right: ExportOwner): boolean =>
  left?.workflowId === right.workflowId && left.runId === right.runId;

/** Counts exports and tracks those in progress. A repeated request gets the same answer. */
export class ExportQuota {
  constructor(readonly state: QuotaState) {}

  static empty(nowMs: number, limit: number): ExportQuota {
    return new ExportQuota({ day: dayOf(nowMs), used: 0, limit, running: {} });
  }

  reserve({ key, owner, limit, instead }: ReserveRequest, nowMs: number): Reservation {
    this.turn(nowMs);
    this.state.limit = limit;
    const running = this.state.running[key];
    if (running && same(running.owner, owner)) return granted(running.exportId);
    if (running?.owner && running.owner.runId !== instead) return { kind: 'shared', owner: running.owner };
    const replaced = running?.owner?.runId ?? running?.abandonedBy;
    // Only a run that waited for this export takes it over: for any other run its data would be old.
    const exportId = instead !== undefined && replaced === instead ? running?.exportId : undefined;
    if (exportId === undefined && !this.spend()) return this.full(nowMs);
    this.state.running[key] = { owner, since: nowMs, ...(exportId !== undefined && { exportId }) };
    return granted(exportId);
  }

  /** Called before a request with an unknown outcome is repeated: the first one may have counted. */
  repeat({ key, owner }: ExportClaim, nowMs: number): Reservation {
    this.turn(nowMs);
    const running = this.state.running[key];
    if (running && same(running.owner, owner) && running.exportId !== undefined) return granted(running.exportId);
    return this.spend() ? granted(undefined) : this.full(nowMs);
  }

  requested({ key, owner }: ExportClaim, exportId: number): void {
    const running = this.state.running[key];
    if (running && same(running.owner, owner)) running.exportId = exportId;
  }

  finish({ key, owner, end }: FinishRequest, nowMs: number): void {
    this.turn(nowMs);
    const { running } = this.state;
    const own = running[key];
    if (!own || !same(own.owner, owner)) return;
    const { exportId, since } = own;
    this.state.running = Object.fromEntries(Object.entries(running).filter(([name]) => name !== key));
    if (end === 'abandoned' && exportId !== undefined)
      this.state.running[key] = { exportId, since, abandonedBy: owner.runId };
    if (end === 'refused' && dayOf(since) === this.state.day) this.state.used = Math.max(0, this.state.used - 1);
    if (end === 'exhausted') this.state.used = Math.max(this.state.used, this.state.limit);
  }

  /** Starts a new day and drops exports that no run can still be waiting for. True if nothing is left to keep. */
  turn(nowMs: number): boolean {
    const day = dayOf(nowMs);
    if (day !== this.state.day) {
      this.state.day = day;
      this.state.used = 0;
      const recent = Object.entries(this.state.running).filter(([, { since }]) => since > nowMs - dayMs);
      this.state.running = Object.fromEntries(recent);
    }
    return this.state.used === 0 && Object.keys(this.state.running).length === 0;
  }

  private spend(): boolean {
    if (this.state.used >= this.state.limit) return false;
    this.state.used += 1;
    return true;
  }

  private full(nowMs: number): Reservation {
    return { kind: 'full', until: new Date(midnightAfter(nowMs)).toISOString(), limit: this.state.limit };
  }
}

const granted = (exportId: number | undefined): Reservation => ({
  kind: 'granted',
  ...(exportId !== undefined && { exportId }),
});
