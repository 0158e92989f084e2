import type { JobExpand, JobFilter } from '../contract/jobs/job-filter.js';
import type { ListedJob } from '../contract/list-jobs.js';
import type { Folder, FolderReference } from '../contract/jobs/target.js';

/** Lists and finds the jobs of a connection, whoever started them. */
export interface JobLists {
  /** The folder that a list is limited to: the one named, or the connection's default. Undefined: all it may see. */
  folderFor(wanted: FolderReference | undefined): Promise<Folder | undefined>;
  /** The folders with these paths; without paths, all that the connection may see. */
  folders(paths?: readonly string[]): Promise<Folder[]>;
  /** One page of jobs, without their outputs. */
  page(folder: Folder | undefined, query: JobPageQuery): Promise<JobPage>;
  /** Jobs by key (a text) or id (a number), in any order. Those that do not exist are left out. */
  named(folder: Folder | undefined, names: readonly (string | number)[]): Promise<ListedJob[]>;
}

export interface JobPageQuery {
  /** Which jobs. Its folder fields are not read: the folder is given beside it. */
  filter: JobFilter;
  /** Only jobs that have not ended. A job in an unknown state has not. */
  unfinished?: boolean;
  /** Only jobs whose reference begins with this. */
  referencePrefix?: string | undefined;
  /** For example `EndTime desc`. */
  orderBy: string;
  expand: readonly JobExpand[];
  /** Rows to read, at most 1,000. */
  top: number;
  /** A cursor of a page in the same order. */
  after?: string | undefined;
}

export interface JobPage {
  /** Each with the cursor that continues after it. */
  rows: { job: ListedJob; cursor: string }[];
  /** Where the next page begins; absent at the end of the list. */
  next?: string;
}
