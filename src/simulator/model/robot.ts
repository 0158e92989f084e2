import type { Folder } from './folder.js';

export interface Robot {
  readonly id: number;
  readonly name: string;
  readonly userName: string;
  readonly machineId: number;
  readonly machineName: string;
  /** How many jobs it runs at once. */
  readonly capacity: number;
  /** Where it works; undefined is everywhere. */
  readonly folders: readonly Folder[] | undefined;
}
