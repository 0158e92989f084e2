import { request } from 'undici';

/** How the API tells where a file lies. */
export interface Access {
  readonly Uri: string;
  readonly Verb: string;
  readonly RequiresAuth: boolean;
  readonly Headers: { readonly Keys: readonly string[]; readonly Values: readonly string[] };
}

export interface BlobReply {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

/** Fetches or stores a file as a link says; `more` are headers it does not ask for. */
export async function useLink(access: Access, content?: string, more: Record<string, string> = {}): Promise<BlobReply> {
  const { Keys, Values } = access.Headers;
  const headers = { ...Object.fromEntries(Keys.map((key, index) => [key, Values[index] ?? ''])), ...more };
  const method = access.Verb === 'PUT' ? 'PUT' : 'GET';
  const reply = await request(access.Uri, { method, headers, ...(content === undefined ? {} : { body: content }) });
  return {
    status: reply.statusCode,
    contentType: String(reply.headers['content-type']),
    text: await reply.body.text(),
  };
}
