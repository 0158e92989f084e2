import type { IncomingMessage } from 'node:http';
import { ApiError } from '../errors/api-error.js';
import type { HttpRequest } from './http-message.js';

/** Reads a request to its end. `+` and `%20` both mean a space in the query. */
export async function readRequest(message: IncomingMessage): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const [rawPath = '/', ...rest] = (message.url ?? '/').split('?');
  const bytes = Buffer.concat(chunks);
  return {
    method: message.method ?? 'GET',
    path: rawPath,
    query: new URLSearchParams(rest.join('?')),
    headers: message.headers,
    bytes,
    body: bytes.toString('utf8'),
  };
}

/** The path with its escapes undone: parentheses and the like may come encoded. */
export function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new ApiError('InvalidRequest', `The path '${path}' is not properly encoded.`);
  }
}
