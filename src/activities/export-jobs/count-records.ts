import type { Content } from '../../destinations/index.js';

const [quote, lineFeed, carriageReturn] = [0x22, 0x0a, 0x0d];

/** Counts the records of a CSV file as it passes through; a line break within quotes does not end a record. */
export class CountedRecords implements AsyncIterable<Uint8Array> {
  records = 0;
  bytes = 0;
  private quoted = false;
  private begun = false;

  constructor(private readonly content: Content) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void> {
    for await (const chunk of this.content) {
      this.take(chunk);
      yield chunk;
    }
    if (this.begun) this.end();
  }

  private take(chunk: Uint8Array): void {
    this.bytes += chunk.byteLength;
    for (const byte of chunk)
      if (byte === lineFeed && !this.quoted) this.end();
      else if (byte !== carriageReturn) {
        if (byte === quote) this.quoted = !this.quoted;
        this.begun = true;
      }
  }

  private end(): void {
    if (this.begun) this.records += 1;
    this.begun = false;
  }
}
