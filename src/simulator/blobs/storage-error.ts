import type { Reply } from '../http/http-message.js';

/** An error in XML, as blob storage answers: it knows nothing of Orchestrator's envelopes. */
export function storageError(status: number, code: string, message: string): Reply {
  const body = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status, headers: { 'Content-Type': 'application/xml' }, body };
}
