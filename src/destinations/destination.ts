import { createHash } from 'node:crypto';
import { type DataReference, fileNameForm, isFileName } from '../contract/data-reference.js';
import { FailureType } from '../contract/failure-types.js';
import { DestinationError } from './destination-error.js';
import type { Content, FileStore } from './file-store.js';
import { Measured } from './measured.js';

/** Digits of the hash in the name of a kept file: enough that no two contents ever share a name. */
const hashInName = 32;

/** A configured place for data too large for a history. Stores each file completely or not at all. */
export class Destination {
  constructor(
    readonly name: string,
    private readonly store: FileStore,
  ) {}

  /** Stores content under a name and replaces an existing file. Fails with a `DestinationError`. */
  async put(name: string, content: Content, contentType: string): Promise<DataReference> {
    this.check(name);
    const measured = new Measured(content);
    let ofContent: Error | undefined;
    try {
      await this.store.write(
        name,
        remembering(measured, (error) => (ofContent = error)),
        contentType,
      );
    } catch (error) {
      // An error of the content belongs to the caller that provided it.
      throw ofContent ?? this.unavailable(`cannot keep '${name}'`, error);
    }
    const { bytes } = measured;
    const sha256 = measured.sha256();
    return { destination: this.name, name, uri: this.store.uriOf(name), bytes, sha256, contentType };
  }

  /**
   * Stores content under a name that its hash is a part of: `inputs/a.json` becomes `inputs/{hash}/a.json`. Another
   * content never replaces it, so a reference to it stays good. The content is read twice.
   */
  async keep(name: string, content: () => Content, contentType: string): Promise<DataReference> {
    this.check(name);
    const sha256 = await hashOf(content());
    const at = name.lastIndexOf('/') + 1;
    const ownName = `${name.slice(0, at)}${sha256.slice(0, hashInName)}/${name.slice(at)}`;
    const kept = await this.put(ownName, content(), contentType);
    if (kept.sha256 === sha256) return kept;
    const text = `The content of '${name}' changed while it was being stored; store it again`;
    throw new DestinationError(FailureType.InvalidInput, text, false);
  }

  /** The content of a file. Fails before its last piece if it is not the content that the reference describes. */
  async *open(reference: DataReference): AsyncGenerator<Uint8Array, void> {
    const { name } = reference;
    this.check(name);
    const content = await this.store.read(name).catch((error: unknown) => {
      throw this.unavailable(`cannot open '${name}'`, error);
    });
    if (!content) throw this.notFound(name, 'does not exist');
    const measured = new Measured(content);
    // Hold back the last piece until the whole is verified, so that no reader accepts a wrong file.
    let held: Uint8Array | undefined;
    try {
      for await (const piece of measured) {
        if (piece.byteLength === 0) continue;
        if (held) yield held;
        held = piece;
      }
    } catch (error) {
      throw this.unavailable(`cannot read '${name}'`, error);
    }
    if (measured.bytes !== reference.bytes || measured.sha256() !== reference.sha256)
      throw this.notFound(name, 'is not the one that the reference means: its content differs');
    if (held) yield held;
  }

  close(): void {
    this.store.close();
  }

  private check(name: string): void {
    if (isFileName(name)) return;
    throw new DestinationError(
      FailureType.InvalidInput,
      `'${name.slice(0, 100)}' is not a valid file name in a destination: use ${fileNameForm}`,
      false,
    );
  }

  private unavailable(what: string, cause: unknown): DestinationError {
    const { name = '', message = String(cause), code } = cause as Partial<NodeJS.ErrnoException>;
    const reason = [code ?? (name === 'Error' ? '' : name), message].filter((text) => text !== '').join(': ');
    const text = `Destination '${this.name}' ${what}: ${reason}`;
    return new DestinationError(FailureType.DestinationUnavailable, text, true, { cause });
  }

  private notFound(name: string, why: string): DestinationError {
    const text = `The file '${name}' of destination '${this.name}' ${why}`;
    return new DestinationError(FailureType.DataNotFound, text, false);
  }
}

async function hashOf(content: Content): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of content) hash.update(piece);
  return hash.digest('hex');
}

async function* remembering(content: Content, failed: (error: Error) => void): AsyncGenerator<Uint8Array, void> {
  try {
    yield* content;
  } catch (error) {
    if (error instanceof Error) failed(error);
    throw error;
  }
}
