import type { ZodType } from 'zod';
import type { Folder } from '../../contract/jobs/target.js';
import { apiVersionOf } from './api-version.js';
import type { TokenSource } from '../auth/token-source.js';
import { BackendError } from '../backend-error.js';
import { folderHeaders, folderKeyHeader } from './folder-headers.js';
import type { Lease } from '../http/lease.js';
import { needsOf } from './rights.js';
import type { SignInWords } from './sign-in-words.js';
import { looksLikeJson, type HttpReply, type HttpRequest, type HttpSender } from '../http/http-sender.js';

export interface ApiCall {
  method: 'GET' | 'POST';
  /** From `/odata` on. */
  path: string;
  /** Undefined values are omitted. */
  query?: Record<string, string | number | undefined>;
  folder?: Folder;
  body?: unknown;
  /** Aborts the call. */
  signal?: AbortSignal | undefined;
  /** The effect must not happen twice: the call is never repeated here, not even after a 401. */
  once?: boolean | undefined;
  /** Obtained when the call is ready to be sent, and checked just before it is written. */
  lease?: (() => Promise<Lease>) | undefined;
}

/** Calls Orchestrator with token and folder, and turns every reply except a success into a `BackendError`. */
export class ApiCaller {
  /** Highest version that the server announced; undefined before its first reply, and if it announces no known one. */
  apiVersion: number | undefined;
  /** Whether any reply has arrived: only then does a missing version mean that the server does not announce one. */
  heard = false;
  /** Whether the server took no notice of a folder's key, although its version did not say so. */
  private refusesFolderKeys = false;

  constructor(
    private readonly sender: HttpSender,
    private readonly tokens: TokenSource,
    readonly base: string,
    private readonly words: SignInWords,
    private readonly tenantName: string | undefined,
  ) {}

  /** A call whose reply has content. */
  async read<T>(call: ApiCall, shape: ZodType<T>): Promise<T> {
    const request = this.request(call);
    const reply = await this.send(request, call);
    const parsed = shape.safeParse(this.sender.contentOf(request, reply, this.words.url));
    if (!parsed.success) throw this.sender.notTheApi(request, reply, this.words.url);
    return parsed.data;
  }

  /** A call whose reply is empty or not needed. */
  async command(call: ApiCall): Promise<void> {
    const request = this.request(call);
    const reply = await this.send(request, call);
    if (reply.text.trim() !== '' && !looksLikeJson(reply)) throw this.sender.notTheApi(request, reply, this.words.url);
  }

  private request({ method, path, query = {}, body, signal }: ApiCall): HttpRequest {
    const set = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
    const search =
      set.length === 0 ? '' : `?${set.map(([n = '', v = '']) => `${n}=${encodeURIComponent(v)}`).join('&')}`;
    return {
      method,
      url: `${this.base}${path}${search}`,
      headers: {
        ...(this.tenantName !== undefined && { 'X-UIPATH-TenantName': this.tenantName }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    };
  }

  /** Sends with a token; once more after a refusal that the next call can avoid. */
  private async send(request: HttpRequest, { once, lease, folder, path }: ApiCall): Promise<HttpReply> {
    for (let again = false; ; again = true) {
      const token = await this.tokens.token();
      const named = folder ? folderHeaders(folder, this.apiVersion, this.refusesFolderKeys) : {};
      const headers = { ...request.headers, ...named, authorization: `Bearer ${token}` };
      const held = await lease?.();
      const reply = await this.sender.send({ ...request, headers, ...(held && { lease: held }) });
      this.heard = true;
      const announced = reply.headers['api-supported-versions'];
      // A gateway's reply does not have the header.
      if (announced !== undefined) this.apiVersion = apiVersionOf(announced);
      if (reply.status >= 200 && reply.status < 300) {
        this.tokens.accepted();
        return reply;
      }
      const error = this.errorOf(request, reply, path, token);
      const tokenRenewed = reply.status === 401 && this.tokens.refused(token, error);
      const keyHeader = named[folderKeyHeader] !== undefined && (folder?.id ?? folder?.path) !== undefined;
      const keyRefused = keyHeader && error.fields.errorCode === folderMissing;
      if (keyRefused) this.refusesFolderKeys = true;
      if ((tokenRenewed || keyRefused) && !again && once !== true) continue;
      const remedy = { ...(tokenRenewed && { tokenRenewed }), ...(keyRefused && { leftOut: folderKeyHeader }) };
      throw new BackendError(error.message, { ...error.fields, ...remedy });
    }
  }

  private errorOf(request: HttpRequest, reply: HttpReply, path: string, token: string): BackendError {
    const elsewhere = reply.status < 400 || (reply.status === 404 && !looksLikeJson(reply));
    if (elsewhere) return this.sender.notTheApi(request, reply, this.words.url);
    const error = this.sender.replyError(request, reply);
    const advice = this.adviceOn(reply.status, request.method, path, token);
    return advice === undefined ? error : new BackendError(`${error.message}. ${advice}`, error.fields);
  }

  private adviceOn(status: number, method: string, path: string, token: string): string | undefined {
    if (status === 401) return this.words.refusedToken(token, this.tokens.madeAt(token));
    const needs = status === 403 ? needsOf(method, path) : undefined;
    return needs === undefined ? undefined : `${needs}. ${this.words.granted}`;
  }
}

/** The errorCode of a call without a folder. */
const folderMissing = 1101;
