/** Messages of the workflow `exportQuota`, which counts the exports of a tenant. */
export const quotaMessages = {
  reserve: 'reserve',
  repeat: 'repeat',
  requested: 'requested',
  finish: 'finish',
  quota: 'quota',
} as const;

/** A run that makes an export, for itself and for all that ask for the same meanwhile. */
export interface ExportOwner {
  workflowId: string;
  runId: string;
}

export interface ExportClaim {
  /** The same for the same export into the same file. */
  key: string;
  owner: ExportOwner;
}

export interface ReserveRequest extends ExportClaim {
  /** Exports that the tenant may make in a day. */
  limit: number;
  /** Run id of the owner that ended without a file: its place is taken. */
  instead?: string;
}

export type Reservation =
  /** The asker makes the export; with an id, it was requested already and costs nothing more. */
  | { kind: 'granted'; exportId?: number }
  /** Another run makes it. */
  | { kind: 'shared'; owner: ExportOwner }
  /** None are left before that time (ISO 8601). */
  | { kind: 'full'; until: string; limit: number };

export interface FinishRequest extends ExportClaim {
  /**
   * `done`: the file is there. `abandoned`: it may be made by another run. `refused`: nothing was requested, so nothing
   * counts. `exhausted`: Orchestrator reports that none are left.
   */
  end: 'done' | 'abandoned' | 'refused' | 'exhausted';
}

/** What is known of a tenant's exports. */
export interface QuotaState {
  /** Day of UTC, such as 2026-11-23. */
  day: string;
  used: number;
  limit: number;
  running: Record<string, RunningExport>;
}

export interface RunningExport {
  /** Absent when its owner gave up. */
  owner?: ExportOwner;
  /** Run id of the owner that gave up. */
  abandonedBy?: string;
  /** Known once it was requested. */
  exportId?: number;
  /** Milliseconds since the epoch. */
  since: number;
}
