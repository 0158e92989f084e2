/** How a folder may be named; exactly one. */
export type FolderReference = { path: string } | { key: string } | { id: number };

/** A folder as calls need it. `id` and `key` are absent when the caller may not list folders (path is used then). */
export interface Folder {
  id?: number;
  key?: string;
  path?: string;
}

/** How a release may be named; exactly one. `processKey` is the package id. */
export type ReleaseReference = { name: string } | { key: string } | { processKey: string };

export interface Release {
  id: number;
  key: string;
  name: string;
  processKey: string;
  processVersion: string;
}

/** What to run and where, with the keys of the back end. Workflows read the names only. */
export interface Target<R extends { name: string } = { name: string }> {
  /** A folder of Orchestrator; what other back ends have in its place. */
  folder: Folder;
  /** A release of Orchestrator; what other back ends have in its place. */
  release: R;
  /** See `JobOrder.options`. */
  options?: Record<string, unknown>;
  /** Things that only the server on which the run began has, so that no other server is taken for it. */
  landmarks?: string[];
}
