import { limits } from '../../contract/limits.js';

/** What a reply has too much of. */
export type Excess = 'size' | 'depth' | 'number' | 'headers';

/** A reply beyond one of our limits. The rest of it is not read. */
export class ReplyExceedsError extends Error {
  constructor(
    readonly excess: Excess,
    message: string,
  ) {
    super(message);
    this.name = 'ReplyExceedsError';
  }
}

/**
 * Reads the bodies of replies as texts of a bounded size. Small ones are read side by side; a large one waits until no
 * other large one is being read, so that the memory for replies does not grow with the number of calls.
 */
export class ReplyReader {
  private last: Promise<void> = Promise.resolve();
  private buffer: Uint8Array | undefined;

  async read(body: AsyncIterable<Uint8Array>): Promise<string> {
    const small: Uint8Array[] = [];
    let bytes = 0;
    let leave: (() => void) | undefined;
    try {
      for await (const chunk of upTo(limits.replyBytes, body)) {
        if (leave) this.large.set(chunk, bytes);
        else small.push(chunk);
        bytes += chunk.byteLength;
        if (leave || bytes <= limits.smallReplyBytes) continue;
        leave = await this.turn();
        this.large.set(Buffer.concat(small.splice(0)));
      }
      return new TextDecoder().decode(leave ? this.large.subarray(0, bytes) : Buffer.concat(small));
    } finally {
      leave?.();
    }
  }

  /** The place of the one large reply: a new one for each would be garbage faster than it is collected. */
  private get large(): Uint8Array {
    return (this.buffer ??= new Uint8Array(limits.replyBytes));
  }

  /** Waits for the turn of a large reply; the result ends it. */
  private async turn(): Promise<() => void> {
    const before = this.last;
    let leave = (): void => undefined;
    this.last = new Promise((resolve) => (leave = resolve));
    await before;
    return leave;
  }
}

/** The pieces of a body; fails as soon as it has more bytes than a limit. */
export async function* upTo(most: number, body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > most) throw new ReplyExceedsError('size', `more than ${most} bytes`);
    yield chunk;
  }
}

/** The headers of a reply that is not a file; fails if they announce a body beyond our limit. */
export function headersOfReply(given: Parameters<typeof headersOf>[0]): Record<string, string> {
  const headers = headersOf(given);
  if (Number(headers['content-length'] ?? 0) > limits.replyBytes)
    throw new ReplyExceedsError('size', `more than ${limits.replyBytes} bytes`);
  return headers;
}

/** The headers of a reply, each as one text; fails if there are more of them than our limit. */
export function headersOf(given: Record<string, string | string[] | undefined>): Record<string, string> {
  const entries = Object.entries(given).map(([name, value]): [string, string[]] => [name, [value ?? []].flat()]);
  const count = entries.reduce((sum, [, values]) => sum + values.length, 0);
  if (count > limits.replyHeaders) throw new ReplyExceedsError('headers', `more than ${limits.replyHeaders} headers`);
  return Object.fromEntries(entries.map(([name, values]) => [name, values.join(', ')]));
}
