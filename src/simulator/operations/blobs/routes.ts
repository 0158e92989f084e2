import { authorize } from '../authorize.js';
import { empty, header, type Reply } from '../../http/http-message.js';
import type { Call, Route } from '../route.js';
import type { BlobLink } from '../../blobs/blob-store.js';
import { storageError } from '../../blobs/storage-error.js';

/** Where files lie: another path than Orchestrator's, with errors in XML as blob storage has them. */
export const blobRoutes: readonly Route[] = [
  { method: 'GET', path: '/blobs/{token}', operation: 'Blobs.download', handle: (call) => serve(call, 'GET') },
  { method: 'PUT', path: '/blobs/{token}', operation: 'Blobs.upload', handle: (call) => serve(call, 'PUT') },
];

function serve(call: Call, verb: BlobLink['verb']): Reply {
  const { simulation, request, parameters } = call;
  const link = simulation.blobs.find(parameters.token ?? '');
  if (link?.verb !== verb)
    return storageError(403, 'AuthenticationFailed', 'Server failed to authenticate the request.');
  if (link.requiresAuth) authorize(simulation, request, { ...call.route, scope: 'any' });
  else if (header(request, 'Authorization') !== undefined) {
    return storageError(400, 'InvalidAuthenticationInfo', 'A pre-signed link takes no Authorization header.');
  }
  const missing = Object.keys(link.headers).find((name) => header(request, name) === undefined);
  if (missing !== undefined) return storageError(400, 'MissingRequiredHeader', `The header ${missing} is missing.`);
  return verb === 'PUT' ? store(call, link) : fetch(call, link);
}

function store({ request }: Call, link: BlobLink): Reply {
  link.write(request.bytes);
  return empty(201);
}

/** As blob storage does: from a byte on, when the caller asks for that. */
function fetch({ request }: Call, link: BlobLink): Reply {
  const content = link.read();
  if (content === null) return storageError(404, 'BlobNotFound', 'The specified blob does not exist.');
  const headers = { 'Content-Type': link.contentType };
  const from = Number(/^bytes=(\d+)-$/.exec(header(request, 'Range') ?? '')?.[1] ?? 0);
  if (from === 0) return { status: 200, headers, body: content };
  if (from >= content.length) return storageError(416, 'InvalidRange', 'The range specified is invalid.');
  const range = `bytes ${from}-${content.length - 1}/${content.length}`;
  return { status: 206, headers: { ...headers, 'Content-Range': range }, body: content.subarray(from) };
}
