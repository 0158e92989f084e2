import { Readable } from 'node:stream';
import { type Dispatcher, request } from 'undici';
import { limits } from '../../contract/limits.js';
import { cut } from '../../shared/cut.js';
import { JsonExceedsError, parseJson } from '../../shared/json.js';
import { BackendError, type BackendErrorFields, type CallProgress } from '../backend-error.js';
import { readableText, readErrorBody } from '../read-error-body.js';
import type { Redactor } from '../redactor.js';
import type { HttpTimeouts } from './http-settings.js';
import { type Lease, onlyWhile } from './lease.js';
import { type Excess, headersOf, headersOfReply, ReplyExceedsError, ReplyReader, upTo } from './read-reply.js';
import { retryAfterOf } from '../retry-after.js';

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT';
  url: string;
  /** Sent after the URL, `?` or `&` included. No error shows it, and no value of it. */
  secretQuery?: string;
  headers?: Record<string, string>;
  /** Sent like `headers`; no error shows their values. */
  secretHeaders?: Record<string, string>;
  body?: string | Uint8Array | AsyncIterable<Uint8Array>;
  /** How long the reply may take to begin, if that differs from the timeout of the connection. */
  headersMs?: number;
  /** Aborts the request, in addition to the timeouts. */
  signal?: AbortSignal;
  /** If it has ended when the request is about to be written, nothing is sent. */
  lease?: Lease;
}

export interface HttpReply {
  status: number;
  headers: Record<string, string>;
  text: string;
}

/** A reply whose body is taken piece by piece; its pieces fail with a `BackendError`. */
export interface HttpStream extends Omit<HttpReply, 'text'> {
  content: AsyncGenerator<Uint8Array, void>;
  /** Ends the transfer; `content` then fails or ends. */
  drop: () => void;
}

/** Longest identifier of a call that an error keeps. */
const longestId = 128;

/** Failures before a request can have left: nothing was sent. */
const notSentCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_PRX_TLS',
  'LEASE_ENDED',
]);
const tlsCode = /^(CERT_|ERR_TLS|ERR_SSL|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED|HOSTNAME_MISMATCH)/;

/** Sends a request once and returns the whole reply; fails with a `BackendError` if there is none. */
export class HttpSender {
  /** Errors of contents that were being sent. */
  private readonly contentFailures = new WeakSet<Error>();
  private readonly replies = new ReplyReader();

  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly timeouts: HttpTimeouts,
    private readonly redactor: Redactor,
  ) {}

  async send(sent: HttpRequest): Promise<HttpReply> {
    // The timeouts of the pool limit silence; this one limits a reply that arrives drop by drop.
    const { connectMs, bodyMs } = this.timeouts;
    const headersMs = sent.headersMs ?? this.timeouts.headersMs;
    const timeout = AbortSignal.timeout(connectMs + headersMs + bodyMs);
    const signal = sent.signal ? AbortSignal.any([timeout, sent.signal]) : timeout;
    try {
      const reply = await this.request({ ...sent, signal });
      const headers = headersOrNone(reply, headersOfReply);
      return { status: reply.statusCode, headers, text: await this.replies.read(reply.body) };
    } catch (error) {
      throw this.noReply(sent, error);
    }
  }

  /** Sends a request and streams its reply in constant memory; only the size of the whole is limited. */
  async open(sent: HttpRequest): Promise<HttpStream> {
    const begun = new AbortController();
    const signal = sent.signal ? AbortSignal.any([begun.signal, sent.signal]) : begun.signal;
    // A server may send interim replies for ever. Not while a file is sent, which may take any time.
    const { connectMs, headersMs } = this.timeouts;
    const timer =
      sent.body === undefined ? setTimeout(() => begun.abort(timedOut()), connectMs + headersMs) : undefined;
    try {
      const { statusCode: status, body, ...reply } = await this.request({ ...sent, signal });
      const drop = (): void => void body.on('error', () => undefined).destroy();
      return { status, headers: headersOrNone({ body, ...reply }, headersOf), content: this.pieces(sent, body), drop };
    } catch (error) {
      throw this.noReply(sent, error);
    } finally {
      clearTimeout(timer);
    }
  }

  private request({
    method,
    url,
    secretQuery = '',
    headers,
    secretHeaders,
    body,
    headersMs,
    signal,
    lease,
  }: HttpRequest): Promise<Dispatcher.ResponseData> {
    return request(`${url}${secretQuery}`, {
      dispatcher: lease ? this.dispatcher.compose(onlyWhile(lease)) : this.dispatcher,
      method,
      headers: { accept: 'application/json', ...headers, ...secretHeaders },
      ...(headersMs !== undefined && { headersTimeout: headersMs }),
      ...(body !== undefined && { body: isPieces(body) ? this.outgoing(body) : body }),
      ...(signal && { signal }),
    });
  }

  private async *pieces(sent: HttpRequest, body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
    try {
      yield* upTo(limits.fileBytes, body);
    } catch (error) {
      throw this.noReply(sent, error);
    }
  }

  private outgoing(body: AsyncIterable<Uint8Array>): Readable {
    const { contentFailures } = this;
    const pieces = async function* (): AsyncGenerator<Uint8Array, void> {
      try {
        yield* body;
      } catch (error) {
        if (error instanceof Error) contentFailures.add(error);
        throw error;
      }
    };
    return Readable.from(pieces(), { objectMode: false });
  }

  /** If the content to send failed rather than the connection, rethrows that error unchanged. */
  private noReply(sent: HttpRequest, error: unknown): unknown {
    if (error instanceof Error && this.contentFailures.has(error)) return error;
    const { url } = sent;
    if (error instanceof ReplyExceedsError) return this.exceeds(sent, error.excess, error.message);
    const { code, text } = reasonOf(error);
    if (code === 'UND_ERR_HEADERS_OVERFLOW')
      return this.exceeds(sent, 'headers', `more than ${limits.replyHeadersBytes} bytes of headers`);
    const progress: CallProgress = isNotSent(code, text) ? 'notSent' : 'noReply';
    const what = progress === 'notSent' ? 'could not be reached' : 'gave no complete reply';
    return this.error(sent, `${new URL(url).host} ${what}: ${text}`, { progress });
  }

  /** The error for a reply beyond one of our limits. */
  private exceeds(sent: HttpRequest, exceeds: Excess, what: string): BackendError {
    const { host, pathname } = new URL(sent.url);
    const message = `The reply of ${host} to ${sent.method} ${pathname} has ${what}, our limit; it was not read further`;
    return this.error(sent, message, { progress: 'replied', exceeds });
  }

  /** The error for a reply: readable, with the message of the body, and without secrets. */
  replyError(
    sent: HttpRequest,
    { status, headers, text: given }: HttpReply,
    more: Partial<BackendErrorFields> & { message?: string } = {},
  ): BackendError {
    // Redact before cutting: part of a secret would not be recognized.
    const { method, url } = sent;
    const text = this.redactor.redact(given.slice(0, limits.errorPageBytes), secretsOf(sent));
    const { message: bodyMessage, errorCode, traceId, retryAfterMs } = readErrorBody(text);
    const { message = bodyMessage, ...fields } = more;
    const waitMs = retryAfterOf(headers['retry-after']) ?? retryAfterMs;
    const code = errorCode === undefined || errorCode === 0 ? '' : ` (errorCode ${errorCode})`;
    // With either of them, the people who run the server find the call in its logs.
    const trace = traceId === undefined ? '' : ` [traceId ${traceId}]`;
    const correlation = headers['x-correlation-id'];
    const operation = new URL(url).pathname.split('/').slice(-1)[0]?.replace('UiPath.Server.Configuration.OData.', '');
    const said = message === '' ? 'with no message' : message.replace(/\.$/, '');
    return this.error(sent, `${method} ${operation ?? ''} was answered ${status}: ${said}${code}${trace}`, {
      progress: 'replied',
      status,
      body: cut(text, limits.messageCharacters),
      ...(errorCode !== undefined && { errorCode }),
      ...(traceId !== undefined && { traceId }),
      ...(correlation !== undefined && correlation !== '' && { correlationId: correlation.slice(0, longestId) }),
      ...(waitMs !== undefined && { retryAfterMs: waitMs }),
      ...fields,
    });
  }

  /** The error for a reply that cannot come from the API: says what arrived and what to check. */
  notTheApi(sent: HttpRequest, reply: HttpReply, hint: string): BackendError {
    const { origin, pathname } = new URL(sent.url);
    const location = reply.headers.location;
    const found =
      location !== undefined
        ? `a redirect to ${location.split(/[?#]/)[0] ?? ''}`
        : reply.text.trim() === ''
          ? 'an empty reply'
          : `"${readableText(this.redactor.redact(reply.text.slice(0, limits.errorPageBytes), secretsOf(sent)))}"`;
    return this.replyError(sent, reply, {
      message: `found ${found} (status ${reply.status}) at ${origin}${pathname}. ${hint}`,
      notTheApi: true,
    });
  }

  /** The JSON of a reply. Truncated JSON means that the connection broke; an HTML page is not the API. */
  contentOf(sent: HttpRequest, reply: HttpReply, hint: string): unknown {
    try {
      return parseJson(reply.text, limits.jsonDepth, limits.replyListsAndObjects);
    } catch (error) {
      if (error instanceof JsonExceedsError) throw this.exceeds(sent, error.excess, error.message);
      if (!looksLikeJson(reply)) throw this.notTheApi(sent, reply, hint);
      const { pathname } = new URL(sent.url);
      throw this.error(sent, `The reply to ${sent.method} ${pathname} was cut short`, { progress: 'noReply' });
    }
  }

  private error(sent: HttpRequest, message: string, fields: Omit<BackendErrorFields, 'method' | 'url'>): BackendError {
    const secrets = secretsOf(sent);
    const clean = (text: string): string => this.redactor.redact(text, secrets);
    return new BackendError(cut(clean(message), limits.messageCharacters), {
      ...fields,
      method: sent.method,
      url: clean(sent.url),
      ...(fields.body !== undefined && { body: clean(fields.body) }),
      ...(fields.correlationId !== undefined && { correlationId: clean(fields.correlationId) }),
    });
  }
}

/** The headers of a reply; if they exceed a limit, its body is not read either. */
function headersOrNone(
  { headers, body }: Pick<Dispatcher.ResponseData, 'headers' | 'body'>,
  read: typeof headersOf,
): Record<string, string> {
  try {
    return read(headers);
  } catch (error) {
    body.on('error', () => undefined).destroy();
    throw error;
  }
}

const timedOut = (): Error => Object.assign(new Error('no reply in time'), { name: 'TimeoutError' });

/** Shorter values of a signed link are ordinary words, such as the type of a blob. */
const shortestKey = 16;

/** Secrets that only this request holds. */
function secretsOf({ secretQuery = '', secretHeaders = {} }: HttpRequest): string[] {
  const inQuery = secretQuery.split(/[?&]/).map((pair) => pair.slice(pair.indexOf('=') + 1));
  const values = [...inQuery, ...inQuery.map(decoded), ...Object.values(secretHeaders)];
  return values.filter((value) => value.length >= shortestKey);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export const looksLikeJson = ({ headers, text }: HttpReply): boolean =>
  /[/+]json/i.test(headers['content-type'] ?? '') || /^\s*[{[]/.test(text);

const isPieces = (body: NonNullable<HttpRequest['body']>): body is AsyncIterable<Uint8Array> =>
  typeof body === 'object' && Symbol.asyncIterator in body;

const isNotSent = (code: string, text: string): boolean =>
  notSentCodes.has(code) || tlsCode.test(code) || /HTTP Tunneling|Proxy response/i.test(text);

/** The network cause below undici's error. */
function reasonOf(error: unknown): { code: string; text: string } {
  let code = '';
  let text = '';
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const found = (cause as NodeJS.ErrnoException).code;
    if (typeof found === 'string' && found !== '') code = found;
    if (cause.message !== '') text = cause.message;
    // Several addresses of one host, each with its own failure.
    if (cause instanceof AggregateError && cause.errors[0] instanceof Error) text ||= cause.errors[0].message;
    if (cause.name === 'TimeoutError') return { code: 'TIMEOUT', text: 'no complete reply in time' };
  }
  return { code, text: text === '' || (code !== '' && !text.includes(code)) ? `${text} ${code}`.trim() : text };
}
