import type { Behaviour } from './behaviour.js';
import type { Folder } from './folder.js';

export interface Release {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  /** The package id: several releases may share it. */
  readonly processKey: string;
  readonly processVersion: string;
  /** Names of the outputs that its entry point declares. */
  readonly outputArguments: readonly string[];
  readonly folder: Folder;
  /** Of classic folders; servers from API version 17 on show none. */
  readonly environment?: { readonly id: number; readonly name: string };
  readonly behaviour: Behaviour;
}
