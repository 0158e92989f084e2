import type { DataReference } from './data-reference.js';
import type { ExportJobsResult, ExportQuery } from './export-jobs.js';
import type { ExportClaim, ExportOwner, FinishRequest, Reservation } from './export-quota.js';
import type { Folder } from './jobs/target.js';

/** The activities of the workflow `exportJobs`. */
export interface ExportActivities {
  /** Checks everything that can be checked before an export counts. */
  prepareExport(input: PrepareExportInput): Promise<PrepareExportResult>;
  /** Reserves an export in the tenant's quota. */
  reserveExport(input: ReserveExportInput): Promise<Reservation>;
  /** Requests an export and reports its id to the quota. */
  requestExport(input: RequestExportInput): Promise<RequestExportResult>;
  /** Polls an export once; retried (BENIGN) until it is complete. */
  pollExport(input: PollExportInput): Promise<PollExportResult>;
  /** Downloads the file of a complete export to a destination. */
  downloadExport(input: DownloadExportInput): Promise<DownloadExportResult>;
  /** Reports to the quota how an export ended. */
  finishExport(input: FinishExportInput): Promise<void>;
  /** Polls the run that makes the same export once; retried (BENIGN) until it is closed. */
  followSharedExport(input: FollowSharedExportInput): Promise<FollowSharedExportResult>;
}

export interface PrepareExportInput {
  connection: string;
  query: ExportQuery;
  destination?: string;
  file?: string;
}

export interface PrepareExportResult {
  /** See {@link ExportClaim}. */
  key: string;
  /** Workflow id of the tenant's quota. */
  quota: string;
  limit: number;
  /** Absent: all that the account may see. */
  folder?: Folder;
  /** See `Target.landmarks`. */
  landmarks?: string[];
}

export interface ReserveExportInput extends ExportClaim {
  quota: string;
  limit: number;
  instead?: string;
}

export interface RequestExportInput extends ExportClaim {
  connection: string;
  quota: string;
  folder?: Folder;
  query: ExportQuery;
  /** See `Target.landmarks`. */
  landmarks?: string[];
}

export interface RequestExportResult {
  exportId: number;
}

export interface PollExportInput {
  connection: string;
  exportId: number;
  /** See `Target.landmarks`. */
  landmarks?: string[];
}

export interface PollExportResult {
  /** Orchestrator's name of the export, such as `jobs-0b7a6c3e-…`. */
  name: string;
}

export interface DownloadExportInput {
  connection: string;
  exportId: number;
  /** See `Target.landmarks`. */
  landmarks?: string[];
  name: string;
  destination?: string;
  file?: string;
}

export interface DownloadExportResult {
  file: DataReference;
  rows: number;
}

export interface FinishExportInput extends FinishRequest {
  quota: string;
}

export interface FollowSharedExportInput {
  owner: ExportOwner;
}

export interface FollowSharedExportResult {
  /** Absent when that run ended without a file. */
  result?: ExportJobsResult;
}
