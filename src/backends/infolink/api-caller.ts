import { z, type ZodType } from 'zod';
import type { Lease } from '../http/lease.js';
import type { TokenSource } from '../auth/token-source.js';
import { BackendError } from '../backend-error.js';
import { type HttpReply, type HttpRequest, type HttpSender, looksLikeJson } from '../http/http-sender.js';

export interface InfoLinkCall<T> {
  method: 'GET' | 'POST';
  /** Without the suffix. */
  name: string;
  /** In the query of a GET, in the body of a POST. */
  fields: Record<string, unknown>;
  /** Form of `result`. */
  shape: ZodType<T>;
  signal?: AbortSignal | undefined;
  /** The effect must not happen twice: the call is never repeated here, not even after a 401. */
  once?: boolean | undefined;
  /** Obtained when the call is ready to be sent, and checked just before it is written. */
  lease?: (() => Promise<Lease>) | undefined;
  /** See `HttpRequest.headersMs`. */
  headersMs?: number | undefined;
}

/** An API key goes into the fields of each call, a token into its header. */
export interface Credentials {
  kind: 'apiKey' | 'bearer';
  tokens: TokenSource;
}

const envelope = z.object({ status: z.enum(['success', 'error']), result: z.unknown() });
/** HTTP statuses are not documented: a 200 may reject the credentials in words. */
const aboutCredentials = /\bapi ?key\b|\baccess[ _]?token\b|unauthori[sz]ed|not authenticated/i;

/** Calls InfoLink, and turns every reply except a success into a `BackendError`. */
export class InfoLinkCaller {
  /** Something other than InfoLink answered. */
  private readonly hint: string;
  /** InfoLink refused the key or the token. */
  private readonly credentialsHint: string;

  constructor(
    private readonly sender: HttpSender,
    private readonly credentials: Credentials,
    private readonly base: string,
    private readonly suffix: string,
    connection: string,
  ) {
    this.hint = `Check url, basePath and suffix of connections.${connection}.`;
    this.credentialsHint = `Check connections.${connection}.auth.`;
  }

  async call<T>(call: InfoLinkCall<T>): Promise<T> {
    const { tokens } = this.credentials;
    for (let again = false; ; again = true) {
      const token = await tokens.token();
      const request = this.request(call, token);
      const held = await call.lease?.();
      const reply = await this.sender.send({ ...request, ...(held && { lease: held }) });
      const said = this.read(request, reply);
      if (said.status === 'success') {
        tokens.accepted();
        const parsed = call.shape.safeParse(said.result);
        if (parsed.success) return parsed.data;
        throw this.sender.notTheApi(request, reply, this.hint);
      }
      const inWords = reply.status < 300 && aboutCredentials.test(reply.text);
      const refused = reply.status < 300 && { refused: true, authentication: inWords };
      const said401 = reply.status === 401 || inWords;
      const error = this.withHint(this.sender.replyError(request, reply, { ...refused }), said401);
      const renewed = said401 && tokens.refused(token, error);
      if (renewed && !again && call.once !== true) continue;
      throw renewed ? new BackendError(error.message, { ...error.fields, tokenRenewed: true }) : error;
    }
  }

  private withHint(error: BackendError, aboutCredentials: boolean): BackendError {
    return aboutCredentials ? new BackendError(`${error.message}. ${this.credentialsHint}`, error.fields) : error;
  }

  private request<T>({ method, name, fields, signal, headersMs }: InfoLinkCall<T>, token: string): HttpRequest {
    const isKey = this.credentials.kind === 'apiKey';
    const key = isKey ? { apiKey: token } : {};
    const url = `${this.base}/${name}${this.suffix}`;
    const more = {
      ...(signal && { signal }),
      ...(headersMs !== undefined && { headersMs }),
    };
    const bearer = isKey ? undefined : { authorization: `Bearer ${token}` };
    if (method === 'POST') {
      const headers = { 'content-type': 'application/json', ...bearer };
      return { method, url, headers, body: JSON.stringify({ ...key, ...fields }), ...more };
    }
    const query = queryOf(fields);
    const secretQuery = queryOf(key).replace('?', query === '' ? '?' : '&');
    return { method, url: `${url}${query}`, secretQuery, ...(bearer && { headers: bearer }), ...more };
  }

  /** Reads the envelope; any reply without one is an error. */
  private read(request: HttpRequest, reply: HttpReply): { status: 'success' | 'error'; result?: unknown } {
    const { status } = reply;
    if (status >= 200 && status < 300) {
      const parsed = envelope.safeParse(this.sender.contentOf(request, reply, this.hint));
      if (parsed.success) return parsed.data;
      throw this.sender.notTheApi(request, reply, this.hint);
    }
    if (status === 401) return { status: 'error' };
    const elsewhere = status < 400 || (status === 404 && !looksLikeJson(reply));
    throw elsewhere ? this.sender.notTheApi(request, reply, this.hint) : this.sender.replyError(request, reply);
  }
}

function queryOf(fields: Record<string, unknown>): string {
  const pairs = Object.entries(fields).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
