import { createHash } from 'node:crypto';
import type { Content } from './file-store.js';

/** Counts and hashes a content while it passes through. */
export class Measured implements AsyncIterable<Uint8Array> {
  bytes = 0;
  private readonly hash = createHash('sha256');

  constructor(private readonly content: Content) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void> {
    for await (const chunk of this.content) {
      this.bytes += chunk.byteLength;
      this.hash.update(chunk);
      yield chunk;
    }
  }

  /** Of all that has passed; may be asked for once. */
  sha256(): string {
    return this.hash.digest('hex');
  }
}
