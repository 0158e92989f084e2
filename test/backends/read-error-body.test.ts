import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readErrorBody } from '../../src/backends/read-error-body.js';

interface Envelope {
  readable: string;
  body: { errorCode?: number; traceId?: string };
}
const envelopes = JSON.parse(
  readFileSync(new URL('../fixtures/uipath/replies/orchestrator-error-envelopes.json', import.meta.url), 'utf8'),
) as Envelope[];

describe('the body of an error', () => {
  it.each(envelopes)('says "$readable" as Orchestrator recorded it', ({ readable, body }) => {
    const read = readErrorBody(JSON.stringify(body));
    expect(read.message).toContain(readable);
    if (body.errorCode !== undefined) expect(read.errorCode).toBe(body.errorCode);
    if (body.traceId !== undefined) expect(read.traceId).toBe(body.traceId);
  });

  it.each(['', 'null', '42', '[]', '{}', '{"error":null}', '{"message":{}}'])(
    'gives no message for %j, and no fault',
    (body) => {
      expect(readErrorBody(body)).toEqual({ message: '' });
    },
  );

  it('takes the title of a page, the beginning of a text, and a numeric string as code', () => {
    expect(readErrorBody('<html><title>502 Bad Gateway</title><p>x').message).toBe('502 Bad Gateway');
    expect(readErrorBody('upstream   connect\nerror').message).toBe('upstream connect error');
    expect(readErrorBody('{"message":"m","errorCode":"1002"}').errorCode).toBe(1002);
    expect(readErrorBody('{"retry_after":7}').retryAfterMs).toBe(7000);
  });
});
