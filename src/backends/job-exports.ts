import type { ExportQuery } from '../contract/export-jobs.js';
import type { Folder, FolderReference } from '../contract/jobs/target.js';

/** Writes many jobs to a file on the back end. */
export interface JobExports {
  /** Checks everything that can be checked before an export is used up. Fails if this server cannot export. */
  prepare(folder: FolderReference | undefined): Promise<ExportPlan>;
  /** Requests an export once. Every request counts against the day's quota. */
  request(folder: Folder | undefined, query: Omit<ExportQuery, 'folder'>): Promise<JobExport>;
  /** Reads the status of an export. */
  get(id: number): Promise<JobExport>;
  /** The content of a completed export. */
  open(id: number, signal?: AbortSignal): AsyncIterable<Uint8Array>;
}

export interface ExportPlan {
  /** Absent: all folders that the connection may see. */
  folder?: Folder;
  /** Whose quota the export counts against: the same text for every connection that shares it. */
  account: string;
  /** Exports that the account may make in a day of UTC. */
  limitPerDay: number;
}

export interface JobExport {
  id: number;
  /** Such as `jobs-0b7a6c3e-5d0e-4f2b-9d55-5a4be0c7f3a1`. */
  name: string;
  /** `Completed` and `Failed` are final. Any other value means that the export is still being made. */
  status: string;
}
