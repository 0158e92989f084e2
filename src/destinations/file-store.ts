import type { Readable } from 'node:stream';

/** Pieces of a file, in order; each is produced when the reader asks for it. */
export type Content = AsyncIterable<Uint8Array>;

/** A place that keeps files. Errors are those of the place; {@link Destination} turns them into its own. */
export interface FileStore {
  uriOf(name: string): string;
  /** Stores the whole content or nothing; an existing file of that name is replaced at once. */
  write(name: string, content: Content, contentType: string): Promise<void>;
  /** Undefined if the file does not exist. */
  read(name: string): Promise<Readable | undefined>;
  close(): void;
}
