import { z } from 'zod';
import { FailureType } from '../../contract/failure-types.js';
import { limits } from '../../contract/limits.js';
import type { TokenSource } from '../auth/token-source.js';
import { BackendError } from '../backend-error.js';
import type { HttpRequest, HttpSender, HttpStream } from '../http/http-sender.js';
import { TargetError } from '../target-error.js';
import type { OutgoingFile } from './types.js';

const texts = z.array(z.string()).nullish();

/** Access to one file (BlobFileAccessDto): a link that lives for minutes, with headers in two parallel lists. */
export const fileLink = z
  .object({
    Uri: z.url({ protocol: /^https?$/ }),
    Verb: z.string().nullish(),
    RequiresAuth: z.boolean().nullish(),
    Headers: z.object({ Keys: texts, Values: texts }).nullish(),
  })
  .transform(({ Uri, Verb, RequiresAuth, Headers }): FileLink => ({
    url: Uri,
    method: Verb?.toUpperCase() === 'PUT' ? 'PUT' : 'GET',
    requiresAuth: RequiresAuth === true,
    headers: Object.fromEntries((Headers?.Keys ?? []).map((name, at) => [name, Headers?.Values?.[at] ?? ''])),
  }));

export interface FileLink {
  url: string;
  method: 'GET' | 'PUT';
  /** True: Orchestrator serves the file and needs a token. False: the link is signed, and a token would leak. */
  requiresAuth: boolean;
  headers: Record<string, string>;
}

/** Downloads and uploads files through the links that Orchestrator returns. */
export class FileLinks {
  constructor(
    private readonly sender: HttpSender,
    private readonly tokens: TokenSource,
    /** The address of Orchestrator; only there goes its token. */
    private readonly base: string,
  ) {}

  /** The content from a byte onwards, if the server supports it; `from` in the result says where it begins. */
  async fetch(
    link: FileLink,
    from = 0,
    signal?: AbortSignal,
  ): Promise<{ content: AsyncIterable<Uint8Array>; from: number }> {
    const range = from > 0 ? { range: `bytes=${from}-` } : {};
    const reply = await this.send(link, { headers: range, ...(signal && { signal }) });
    const begins = /^bytes (\d+)-/.exec(reply.headers['content-range'] ?? '')?.[1];
    return { content: reply.content, from: reply.status === 206 ? Number(begins ?? from) : 0 };
  }

  async store(link: FileLink, { content, bytes, contentType }: OutgoingFile, signal?: AbortSignal): Promise<void> {
    const headers = { 'content-type': contentType, 'content-length': String(bytes) };
    const reply = await this.send(link, { headers, ...(signal && { signal }) }, content);
    await beginningOf(reply);
  }

  private async send(
    link: FileLink,
    more: Pick<HttpRequest, 'headers' | 'signal'>,
    content?: () => AsyncIterable<Uint8Array>,
  ): Promise<HttpStream> {
    for (let again = false; ; again = true) {
      const token = link.requiresAuth ? await this.tokenFor(link) : undefined;
      const { method } = link;
      // The query of a link is a key to its file.
      const [url = '', ...query] = link.url.split('?');
      const request: HttpRequest = {
        ...more,
        url,
        method,
        ...(query.length > 0 && { secretQuery: `?${query.join('?')}` }),
        headers: {
          accept: '*/*',
          ...more.headers,
        },
        secretHeaders: { ...link.headers, ...(token !== undefined && { authorization: `Bearer ${token}` }) },
        ...(content && { body: content() }),
      };
      const reply = await this.sender.open(request);
      if (reply.status >= 200 && reply.status < 300) return reply;
      const error = this.sender.replyError(request, { ...reply, text: await beginningOf(reply) });
      if (reply.status === 401 && token !== undefined && this.tokens.refused(token, error) && !again) continue;
      throw error;
    }
  }

  /** Sends the token to Orchestrator itself and nowhere else. */
  private async tokenFor({ url }: FileLink): Promise<string> {
    const [asked, own] = [new URL(url).origin, new URL(this.base).origin];
    if (asked === own) return this.tokens.token();
    throw new TargetError(
      FailureType.ConnectionMisconfigured,
      `Orchestrator wants its token sent to ${asked}, which is not its own address; that is refused. ` +
        `The connection reaches it at ${own}: use the address under which Orchestrator offers its files.`,
    );
  }
}

/**
 * Reads a file over as many connections as needed: if one breaks, or its link has expired (403), the next one resumes.
 * Fails if several in a row deliver nothing.
 */
export async function* throughBreaks(
  open: (from: number) => Promise<{ content: AsyncIterable<Uint8Array>; from: number }>,
): AsyncGenerator<Uint8Array, void> {
  const most = 3;
  let taken = 0;
  for (let fruitless = 0; ;) {
    const before = taken;
    try {
      const { content, from } = await open(taken);
      let skip = taken - from;
      for await (const chunk of content) {
        const rest = chunk.subarray(Math.min(skip, chunk.byteLength));
        skip -= chunk.byteLength - rest.byteLength;
        taken += rest.byteLength;
        if (rest.byteLength > 0) yield rest;
      }
      return;
    } catch (error) {
      fruitless = taken > before ? 0 : fruitless + 1;
      if (!goesOn(error) || fruitless >= most) throw error;
    }
  }
}

const goesOn = (error: unknown): boolean =>
  error instanceof BackendError && (error.fields.progress === 'noReply' || error.fields.status === 403);

/** The beginning of a reply that is not a file; neither its size nor a slow server can hold us up. */
async function beginningOf({ content, drop }: HttpStream): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const timer = setTimeout(drop, longestErrorMs);
  try {
    for await (const chunk of content) {
      chunks.push(chunk);
      bytes += chunk.byteLength;
      if (bytes >= limits.errorPageBytes) break;
    }
  } catch {
    // The status says enough.
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** How long to wait for an error page. */
const longestErrorMs = 10_000;
