import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.js';

/** What a link allows: to fetch or to store one file, for some time. */
export interface BlobLink {
  readonly verb: 'GET' | 'PUT';
  /** Headers that the caller must send along. */
  readonly headers: Readonly<Record<string, string>>;
  /** True: Orchestrator serves the file and needs a token. False: the link is pre-signed and a token is rejected. */
  readonly requiresAuth: boolean;
  readonly contentType: string;
  readonly read: () => Buffer | null;
  readonly write: (content: Buffer) => void;
}

/** Access to a file as the API writes it: the headers are two parallel lists. */
export interface BlobFileAccess {
  readonly Uri: string;
  readonly Verb: string;
  readonly RequiresAuth: boolean;
  readonly Headers: { readonly Keys: readonly string[]; readonly Values: readonly string[] };
}

// Undocumented for the real one: long enough to use, too short to keep.
const lifetimeMs = 600_000;

const nothing = { headers: {}, requiresAuth: false, contentType: 'application/octet-stream' };

/** The pre-signed links handed out. */
export class BlobStore {
  readonly #links = new Map<string, BlobLink & { readonly expiresAt: number }>();

  constructor(private readonly clock: Clock) {}

  /** A new link to fetch a file; `rootUrl` is that of the simulator. */
  reading(rootUrl: string, read: BlobLink['read'], more: Partial<BlobLink> = {}): BlobFileAccess {
    return this.#add(rootUrl, { ...nothing, verb: 'GET', read, write: () => undefined, ...more });
  }

  /** A new link to store a file. */
  writing(rootUrl: string, write: BlobLink['write']): BlobFileAccess {
    const headers = { 'x-ms-blob-type': 'BlockBlob' };
    return this.#add(rootUrl, { ...nothing, verb: 'PUT', headers, read: () => null, write });
  }

  /** The link of an address that has not expired. */
  find(token: string): BlobLink | undefined {
    const link = this.#links.get(token);
    return link !== undefined && link.expiresAt > this.clock.now() ? link : undefined;
  }

  #add(rootUrl: string, link: BlobLink): BlobFileAccess {
    const token = randomBytes(16).toString('hex');
    const now = this.clock.now();
    for (const [old, { expiresAt }] of this.#links) if (expiresAt <= now) this.#links.delete(old);
    this.#links.set(token, { ...link, expiresAt: now + lifetimeMs });
    return {
      Uri: `${rootUrl}/blobs/${token}`,
      Verb: link.verb,
      RequiresAuth: link.requiresAuth,
      Headers: { Keys: Object.keys(link.headers), Values: Object.values(link.headers) },
    };
  }
}
