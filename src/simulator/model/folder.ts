export interface Folder {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  /** The names from the root down, joined by `/`. */
  readonly path: string;
  readonly parent: Folder | null;
}
