import { Buffer } from 'node:buffer';
import { createServer } from 'node:http';
import { limits } from '../dist/contract/limits.js';

// A server that answers as an attacker would: mode `endless`, `huge`, `deep` or `quotes`. Tells its address to its parent.
let mode = 'endless';
const piece = Buffer.alloc(1024 * 1024, 'x');
const mebibytes = 64;
/** Just small enough to be read. */
const readBytes = limits.replyBytes - 1024;
const server = createServer((request, reply) => {
  const { pathname } = new URL(request.url ?? '/', 'http://host');
  request.resume();
  if (pathname.endsWith('/token')) {
    reply.setHeader('content-type', 'application/json').end('{"access_token":"token","expires_in":3600}');
    return;
  }
  reply.writeHead(200, { 'content-type': 'application/json' });
  if (mode === 'endless') {
    const more = () => {
      while (!reply.destroyed && reply.write(piece));
      reply.once('drain', more);
    };
    more();
  } else if (mode === 'huge') reply.end(`{"value":[${'{"a":1},'.repeat(readBytes / 8)}{}]}`);
  else if (mode === 'deep') reply.end('['.repeat(readBytes));
  else reply.end(Buffer.alloc(mebibytes * 1024 * 1024, '"'));
});
process.on('message', (next) => (mode = next));
server.listen(0, '127.0.0.1', () => process.send?.({ url: `http://127.0.0.1:${server.address().port}` }));
