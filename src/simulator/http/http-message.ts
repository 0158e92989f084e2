import type { IncomingHttpHeaders } from 'node:http';

export interface HttpRequest {
  readonly method: string;
  /** Decoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The body as it came. */
  readonly bytes: Buffer;
  /** The body as text. */
  readonly body: string;
}

/** How a reply goes out when not whole and at once. */
export type Delivery =
  { readonly kind: 'slow'; readonly overMs: number; readonly pieces?: number } | { readonly kind: 'truncated' };

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  readonly delivery?: Delivery;
}

/** One header's value; of a repeated header, the first. */
export function header(request: HttpRequest, name: string): string | undefined {
  const value = request.headers[name.toLowerCase()];
  return Array.isArray(value) ? value[0] : value;
}

export function json(status: number, value: unknown): Reply {
  return { status, headers: { 'Content-Type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) };
}

/** JSON as the OData part of Orchestrator labels it. */
export function odata(status: number, value: unknown): Reply {
  const contentType = 'application/json; odata.metadata=minimal; odata.streaming=true';
  return { ...json(status, value), headers: { 'Content-Type': contentType } };
}

export function empty(status: number): Reply {
  return { status, headers: {}, body: '' };
}

export function text(status: number, body: string): Reply {
  return { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body };
}

export function html(status: number, title: string): Reply {
  const body = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
  return { status, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body };
}

/** What one gets from a wrong organisation or tenant: a page that says all is well, and no JSON. */
export function loginPage(): Reply {
  return html(200, 'Sign in');
}
